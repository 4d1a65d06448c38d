import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** One row: how many changes there have been. */
export const ChangeCounter = defineEntity({
  name: 'ChangeCounter',
  tableName: 'change_counter',
  schema: 'registry',
  properties: {
    id: p.integer().primary(),
    last: p.bigint('number'),
  },
});

export type ChangeCounter = InferEntity<typeof ChangeCounter>;
