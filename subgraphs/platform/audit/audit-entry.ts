import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** One line of the audit log; never changed once written (a trigger sees to it). Digests and seals in hex. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'entry',
  schema: 'audit',
  properties: {
    chain: p.text().primary(),
    /** Counts from 1 within the chain, without a gap. */
    position: p.bigint('number').primary(),
    id: p.uuid(),
    at: p.datetime(3),
    actorRole: p.text(),
    actorId: p.text().nullable(),
    actorDepartment: p.text().nullable(),
    actorAuthority: p.text().nullable(),
    actorRegion: p.text().nullable(),
    action: p.text(),
    subjectType: p.text(),
    subjectId: p.text(),
    regionCode: p.text(),
    forWhom: p.text().nullable(),
    basis: p.text().nullable(),
    reason: p.text().nullable(),
    outcome: p.text().$type<'DONE' | 'REFUSED'>(),
    code: p.text().nullable(),
    before: p.text().nullable(),
    after: p.text().nullable(),
    /** Hash of the entry before; zeros before the first. */
    previous: p.text(),
    /** SM3 over the canonical form of all of the above. */
    hash: p.text(),
    /** Key that sealed it. */
    keyId: p.text(),
    /** HMAC-SM3 over the hash: who can write to the database, but has not the key, cannot make one. */
    seal: p.text(),
  },
});

export type AuditEntry = InferEntity<typeof AuditEntry>;
