import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A statutory permit's place on a composite licence. It stays when the permit ends, then off the face. */
export const PermitEntry = defineEntity({
  name: 'PermitEntry',
  tableName: 'permit_entry',
  schema: 'issuance',
  properties: {
    id: p.uuid().primary(),
    licenceId: p.uuid(),
    regionCode: p.text(),
    position: p.smallint(),
    department: p.text(),
    permitType: p.text(),
    /** As the department writes it. */
    number: p.text(),
    /** As it is compared. */
    numberKey: p.text(),
    onFace: p.boolean(),
  },
});

export type PermitEntry = InferEntity<typeof PermitEntry>;
