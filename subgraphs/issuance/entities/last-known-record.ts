import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { PermitRecord } from '../../domain/permit-record.ts';

/** What a department last said of an entry; absent while the permit has never been read. */
export const LastKnownRecord = defineEntity({
  name: 'LastKnownRecord',
  tableName: 'last_known_record',
  schema: 'issuance',
  properties: {
    entryId: p.uuid().primary(),
    regionCode: p.text(),
    /** Base of the next observation: one that builds on an older revision is dropped. */
    revision: p.integer(),
    confirmedAt: p.datetime(3),
    /** Copies out of the record, for filters. */
    status: p.text(),
    validTo: p.date().nullable(),
    record: p.json<PermitRecord>(),
  },
});

export type LastKnownRecord = InferEntity<typeof LastKnownRecord>;
