import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import type { RegistryVerb } from '../changing/permit-steps.ts';

/** A decision that changed a permit: kept as the authority's own record of it, and its notice to the hub. */
export const RegistryChange = defineEntity({
  name: 'RegistryChange',
  tableName: 'change',
  schema: 'registry',
  properties: {
    /** Place among the changes of all permits, without a gap. */
    sequence: p.bigint('number').primary(),
    id: p.uuid().unique(),
    permitId: p.uuid(),
    regionCode: p.text(),
    number: p.text(),
    /** Version of the permit that it made. */
    version: p.integer(),
    verb: p.text().$type<RegistryVerb>(),
    statusBefore: p.text().$type<PermitStatus>().nullable(),
    statusAfter: p.text().$type<PermitStatus>(),
    legalBasis: p.text(),
    reason: p.text(),
    documentNumber: p.text().nullable(),
    authority: p.text(),
    officerId: p.text(),
    decidedAt: p.datetime(3),
    recordedAt: p.datetime(3),
  },
});

export type RegistryChange = InferEntity<typeof RegistryChange>;
