import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** The end of a chain: the row that its writers queue on, and by which entries cut off the end are missed. */
export const AuditHead = defineEntity({
  name: 'AuditHead',
  tableName: 'head',
  schema: 'audit',
  properties: {
    chain: p.text().primary(),
    position: p.bigint('number'),
    hash: p.text(),
    keyId: p.text(),
    seal: p.text(),
  },
});

export type AuditHead = InferEntity<typeof AuditHead>;
