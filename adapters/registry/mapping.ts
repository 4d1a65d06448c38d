import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { PERMIT_STATUSES, type PermitStatus } from '../../subgraphs/domain/permit-status.ts';
import type { RowRules } from '../sdk/mapping/attribute-rows.ts';
import { readDate } from '../sdk/mapping/date-field.ts';
import { readHolderCode } from '../sdk/mapping/holder-code.ts';
import { readHolderText } from '../sdk/mapping/holder-text.ts';

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

/** A number is registered once, whatever its spelling. */
export const REGISTRY_ROWS: RowRules<RegistryRow> = {
  numberOf: (row) => (row as RegistryRow).number,
  newest: (rows) => rows[0],
  map: (row) => ({ kind: 'RECORD', record: toPermitRecord(row), version: row.version }),
  duplicateRemark: { code: 'DUPLICATE_ROWS', message: '登记库对同一编号有多条记录' },
};

/**
 * The registry writes canonical words; its constraint on them is not relied upon. Its texts are typed by people: what
 * they typed of themselves is masked.
 */
export function toPermitRecord(row: RegistryRow): PermitRecord {
  const remarks: PermitRemark[] = [];
  return {
    status: STATUSES.has(row.status) ? (row.status as PermitStatus) : 'UNKNOWN',
    validFrom: readDate(row.validFrom, '有效期起', remarks),
    validTo: readDate(row.validTo, '有效期止', remarks),
    scope: row.scope,
    holderName: readHolderText(row.holderName, '持证人名称', remarks),
    holderUscc: readHolderCode(row.holderUscc, remarks),
    address: readHolderText(row.address, '经营场所', remarks),
    issuedBy: readHolderText(row.issuedBy, '发证机关', remarks),
    remarks,
    authority: row.authority,
    sourceVersion: row.version,
  };
}
