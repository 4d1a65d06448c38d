import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';

/** A permit whose department keeps it in the hub's registry. */
export const RegistryPermit = defineEntity({
  name: 'RegistryPermit',
  tableName: 'permit',
  schema: 'registry',
  properties: {
    id: p.uuid().primary(),
    regionCode: p.text(),
    /** As it stands on the document. */
    number: p.text().unique(),
    /** As it is compared. */
    numberKey: p.text().unique(),
    permitType: p.text(),
    status: p.text().$type<PermitStatus>(),
    /** What a suspension interrupted, and its end brings back. */
    statusBeforeSuspension: p.text().$type<PermitStatus>().nullable(),
    validFrom: p.date().nullable(),
    validTo: p.date().nullable(),
    scope: p.array().nullable(),
    holderName: p.text(),
    holderUscc: p.text(),
    address: p.text(),
    issuedBy: p.text(),
    /** Department that decides and keeps the permit (所属部门), e.g. 公安. */
    authority: p.text(),
    /** Rises by one with every change. */
    version: p.integer(),
    /** Place of its last change among those of all permits; what `changes` goes by. */
    changedAs: p.bigint('number'),
    updatedAt: p.datetime(3),
  },
});

export type RegistryPermit = InferEntity<typeof RegistryPermit>;
