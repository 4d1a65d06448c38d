import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { WorldPermit } from '../../../adapters/sandbox/core/system.ts';

/** What each department knows beyond the common fields, one value for all: it is carried, not computed with. */
const SPECIFIC: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  food: { businessForm: 'CATERING' },
  health: { hygieneCategory: '歌舞厅' },
  culture: { venueType: 'SONG_AND_DANCE' },
  tobacco: { holderNature: 'ENTERPRISE' },
};

/** A permit of the world as a department with plain JSON and our own words would answer it. */
export function toJsonRecord(permit: WorldPermit): PermitRecord {
  return {
    status: permit.status,
    validFrom: permit.validFrom,
    validTo: permit.validTo,
    scope: permit.scope,
    holderName: permit.holderName,
    holderUscc: permit.uscc,
    address: permit.address,
    issuedBy: permit.issuedBy,
    remarks: [],
    ...SPECIFIC[permit.department],
  };
}
