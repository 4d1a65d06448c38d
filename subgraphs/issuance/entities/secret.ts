import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A secret that every instance of issuance must share and that is made at the first start. */
export const Secret = defineEntity({
  name: 'Secret',
  tableName: 'secret',
  schema: 'issuance',
  properties: {
    name: p.text().primary(),
    value: p.text(),
  },
});

export type Secret = InferEntity<typeof Secret>;
