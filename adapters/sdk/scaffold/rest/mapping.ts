import type { PermitRecord, PermitRemark } from '../../../../subgraphs/domain/permit-record.ts';
import { DepartmentFault, type Change } from '../../contract.ts';
import type { MappedRow, RowRules } from '../../mapping/attribute-rows.ts';
import { readDate } from '../../mapping/date-field.ts';
import { readText } from '../../mapping/department-text.ts';
import { readHolderCode } from '../../mapping/holder-code.ts';
import { readHolderName } from '../../mapping/holder-name.ts';
import { readHolderText } from '../../mapping/holder-text.ts';
import { newestBy } from '../../mapping/newest-by.ts';
import { readScope } from '../../mapping/scope-field.ts';
import { readStatus, type StatusByCode } from '../../mapping/status-code.ts';

/** A row of the department, none of it to be trusted. */
export type SpecimenRow = Readonly<Record<string, unknown>>;

/** The department's vocabulary, from its manual. */
const STATUS_BY_CODE: StatusByCode = new Map([
  ['10', 'VALID'],
  ['11', 'RENEWAL_PENDING'],
  ['20', 'SUSPENDED'],
  ['30', 'EXPIRED'],
  ['40', 'LAPSED'],
  ['50', 'WITHDRAWN'],
  ['51', 'RESCINDED'],
  ['52', 'CANCELLED'],
  ['53', 'REVOKED'],
]);

const GREATEST_VERSION = 2 ** 31 - 1;

/** How this department's rows are told apart, chosen between and read. */
export const SPECIMEN_ROWS: RowRules<SpecimenRow> = {
  numberOf: (row) => (typeof row === 'object' && row !== null ? readText((row as SpecimenRow).number) : null),
  newest: newestBy((row, than) => (versionOf(row) ?? -1) > (versionOf(than) ?? -1)),
  map: mapRow,
  duplicateRemark: { code: 'DUPLICATE_ROWS', message: '许可机关对同一编号返回多条记录，已取版本最高的一条' },
};

/** The holder's code, by which a search is checked. */
export function holderOf(row: SpecimenRow): string | null | undefined {
  return readText(row.holderCode);
}

/**
 * One row as a canonical record. Names of people (`person`) never enter it. Never throws; a value that cannot be read is
 * null (the status `UNKNOWN`) with a remark, a row without its status or end date is BAD.
 */
export function mapRow(row: SpecimenRow): MappedRow {
  if (row.status === undefined || row.validTo === undefined) {
    return { kind: 'BAD', problem: 'the row has no status or no validTo' };
  }
  const remarks: PermitRemark[] = [];
  const version = versionOf(row);
  const record: PermitRecord = {
    status: readStatus(readText(row.status), STATUS_BY_CODE, remarks),
    validFrom: readDate(row.validFrom, '有效期起', remarks),
    validTo: readDate(row.validTo, '有效期止', remarks),
    scope: readScope(row.scope, '许可范围', remarks),
    holderName: readHolderName(row.holderName, '持证人名称', row.person, remarks),
    holderUscc: readHolderCode(row.holderCode, remarks),
    address: readHolderText(row.address, '经营场所', remarks),
    issuedBy: readHolderText(row.issuedBy, '发证机关', remarks),
    remarks,
    sourceVersion: version,
  };
  return { kind: 'RECORD', record, version };
}

/** One row of the changes. @throws DepartmentFault BAD_DATA where it cannot be read */
export function toChange(raw: unknown): Change {
  const row = raw as SpecimenRow;
  const number = SPECIMEN_ROWS.numberOf(raw);
  const mapped = number == null ? null : mapRow(row);
  if (number == null || mapped?.kind !== 'RECORD') {
    throw new DepartmentFault('BAD_DATA', 'a change without its number, status or end date');
  }
  const { record, version } = mapped;
  return { number, record, ...(version == null ? {} : { version }), changedAt: null };
}

function versionOf({ version }: SpecimenRow): number | null {
  return Number.isInteger(version) && (version as number) >= 0 && (version as number) <= GREATEST_VERSION
    ? (version as number)
    : null;
}
