import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** Composite licence (行业综合许可证). */
export const CompositeLicence = defineEntity({
  name: 'CompositeLicence',
  tableName: 'composite_licence',
  schema: 'issuance',
  properties: {
    id: p.uuid().primary(),
    number: p.text().unique(),
    version: p.integer(),
    regionCode: p.text(),
    industryCode: p.text(),
    industryName: p.text(),
    /** The programme's minimum of permits at the time of issue. */
    minimum: p.smallint(),
    holderUscc: p.text(),
    holderName: p.text(),
    premisesAddress: p.text(),
    issuerRegionCode: p.text(),
    issuerName: p.text(),
    issuedAt: p.datetime(3),
  },
});

export type CompositeLicence = InferEntity<typeof CompositeLicence>;
