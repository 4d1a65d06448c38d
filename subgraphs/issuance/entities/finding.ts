import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** Something found out about a permit, once for each revision of its record. */
export const Finding = defineEntity({
  name: 'Finding',
  tableName: 'finding',
  schema: 'issuance',
  properties: {
    id: p.uuid().primary(),
    licenceId: p.uuid(),
    entryId: p.uuid(),
    regionCode: p.text(),
    department: p.text(),
    kind: p.text(),
    /** In Chinese, for people; no personal data. */
    detail: p.text(),
    revision: p.integer(),
    openedAt: p.datetime(3),
    /** When it was seen and by when the department had to tell, by business time; null where it had not to. */
    seenAt: p.datetime(3).nullable(),
    dueAt: p.datetime(3).nullable(),
    /** When the department told. */
    reportedAt: p.datetime(3).nullable(),
    /** Versions between which the department made the change, where it counts them. */
    versionFrom: p.integer().nullable(),
    versionTo: p.integer().nullable(),
  },
});

export type Finding = InferEntity<typeof Finding>;
