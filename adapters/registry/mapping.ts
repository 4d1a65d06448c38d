import type { PermitRecord } from '../../subgraphs/domain/permit-record.ts';
import { PERMIT_STATUSES, type PermitStatus } from '../../subgraphs/domain/permit-status.ts';

export interface RegistryRow {
  number: string;
  status: string;
  validFrom: string | null;
  validTo: string | null;
  scope: string[] | null;
  holderName: string;
  holderUscc: string;
  address: string;
  issuedBy: string;
  authority: string;
  version: number;
}

const STATUSES: ReadonlySet<string> = new Set(PERMIT_STATUSES);

/** The registry writes canonical words; its constraint on them is not relied upon. */
export function toPermitRecord(row: RegistryRow): PermitRecord {
  return {
    status: STATUSES.has(row.status) ? (row.status as PermitStatus) : 'UNKNOWN',
    validFrom: row.validFrom,
    validTo: row.validTo,
    scope: row.scope,
    holderName: row.holderName,
    holderUscc: row.holderUscc,
    address: row.address,
    issuedBy: row.issuedBy,
    remarks: [],
    authority: row.authority,
    sourceVersion: row.version,
  };
}
