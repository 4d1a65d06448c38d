import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { readDate } from '../sdk/mapping/date-field.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { readHolderCode } from '../sdk/mapping/holder-code.ts';
import { maskNamedAsPerson } from '../sdk/mapping/holder-name.ts';
import { readHolderText } from '../sdk/mapping/holder-text.ts';
import { quotedCode } from '../sdk/mapping/quoted-code.ts';
import { readStatus, type StatusByCode } from '../sdk/mapping/status-code.ts';
import type { ViewRow } from './front-database.ts';

/** 状态 `zt`. */
const STATUS_BY_CODE: StatusByCode = new Map([
  ['A', 'VALID'], // 在营
  ['B', 'SUSPENDED'], // 停业
  ['C', 'CANCELLED'], // 注销
  ['D', 'REVOKED'], // 吊销
  ['E', 'EXPIRED'], // 逾期
  ['X', 'RESCINDED'], // 撤销, in no document of the vendor
]);

interface VenueType {
  /** Value of `CultureVenueType`. */
  code: string;
  /** The view has no column for the scope: the type of the permit is what it allows. */
  scope: readonly string[];
}

/** 许可证类型 `xkzlx`. */
const VENUE_BY_CODE: ReadonlyMap<string, VenueType> = new Map([
  ['01', { code: 'SONG_AND_DANCE', scope: Object.freeze(['歌舞娱乐场所']) }],
  ['02', { code: 'AMUSEMENT', scope: Object.freeze(['游艺娱乐场所']) }],
  ['03', { code: 'INTERNET_SERVICE', scope: Object.freeze(['互联网上网服务']) }],
  ['04', { code: 'PERFORMANCE', scope: Object.freeze(['营业性演出']) }],
]);

const NO_REMARKS: readonly PermitRemark[] = Object.freeze([]);
/** GraphQL's `Int`; the column is an INT too. */
const GREATEST_CAPACITY = 2 ** 31 - 1;

/**
 * One row of the view as a canonical record. Never throws; a value that cannot be read becomes null (the status
 * UNKNOWN) with a remark. The view has no issuing authority, and 发证日期 is the first day of validity.
 */
export function toPermitRecord(row: ViewRow): PermitRecord {
  const remarks: PermitRemark[] = [];
  const validFrom = readGivenDate(row.fzrq, '发证日期', remarks);
  const validTo = readEndDate(row.yxqz, remarks);
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    remarks.push({ code: 'DATES_CONTRADICT', message: '发证日期晚于有效期至' });
  }
  const venue = readVenue(row.xkzlx, remarks);
  const record: PermitRecord = {
    status: readStatus(readText(row.zt), STATUS_BY_CODE, remarks),
    validFrom,
    validTo,
    scope: venue?.scope ?? null,
    holderName: readHolderName(row, remarks),
    holderUscc: readHolderCode(row.tyshxydm, remarks),
    address: readHolderText(row.jycs, '经营场所', remarks),
    issuedBy: null,
    remarks: NO_REMARKS,
    venueType: venue?.code ?? null,
    capacity: readCapacity(row.hdry, remarks),
  };
  return remarks.length === 0 ? record : { ...record, remarks };
}

function readVenue(raw: unknown, remarks: PermitRemark[]): VenueType | undefined {
  const code = readText(raw) ?? '';
  const venue = VENUE_BY_CODE.get(code);
  if (venue === undefined) {
    remarks.push({
      code: 'VENUE_TYPE_UNKNOWN',
      message: `许可证类型代码${quotedCode(code)}不在许可机关的代码表内`,
    });
  }
  return venue;
}

/** Open-ended is written `''` or `99991231`; NULL is written nowhere in the agreement and says nothing. */
function readEndDate(raw: unknown, remarks: PermitRemark[]): string | null {
  return typeof raw === 'string' && raw.trim() === '' ? null : readGivenDate(raw, '有效期至', remarks);
}

/** A date without which no row is complete. */
function readGivenDate(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
  if (readText(raw) !== null) return readDate(raw, label, remarks);
  remarks.push({ code: 'DATE_MISSING', message: `${label}缺失` });
  return null;
}

/** 单位名称; whether it is the legal person's name, in whole or but for a bracket, the database has said. */
function readHolderName(row: ViewRow, remarks: PermitRemark[]): string | null {
  const name = readHolderText(row.dwmc, '单位名称', remarks);
  return name !== null && row.named_as_person === 't' ? maskNamedAsPerson(name) : name;
}

/** 核定人数; null where the kind of permit has none. */
function readCapacity(raw: unknown, remarks: PermitRemark[]): number | null {
  const text = readText(raw);
  if (text === null) return null;
  const capacity = text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (capacity >= 0 && capacity <= GREATEST_CAPACITY) return capacity;
  remarks.push({ code: 'CAPACITY_UNREADABLE', message: '核定人数无法识别' });
  return null;
}
