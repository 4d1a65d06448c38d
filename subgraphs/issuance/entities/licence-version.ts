import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { LicenceFace } from '../face.ts';

/** The face of a licence as it was from `createdAt` on; never changed once written. */
export const LicenceVersion = defineEntity({
  name: 'LicenceVersion',
  tableName: 'licence_version',
  schema: 'issuance',
  properties: {
    id: p.uuid().primary(),
    licenceId: p.uuid(),
    regionCode: p.text(),
    version: p.integer(),
    face: p.json<LicenceFace>(),
    createdAt: p.datetime(3),
  },
});

export type LicenceVersion = InferEntity<typeof LicenceVersion>;
