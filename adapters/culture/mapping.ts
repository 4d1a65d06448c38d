import { readDepartmentDate } from '../../subgraphs/domain/department-date.ts';
import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import type { PermitStatus } from '../../subgraphs/domain/permit-status.ts';
import { readText } from './department-text.ts';
import type { ViewRow } from './front-database.ts';
import { readHolderCode, readHolderName, readHolderText } from './holder.ts';

/** 状态 `zt`. A map, not an object: `constructor` must find nothing. */
const STATUS_BY_CODE: ReadonlyMap<string, PermitStatus> = new Map([
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
  const validFrom = readDate(row.fzrq, '发证日期', remarks);
  const validTo = readEndDate(row.yxqz, remarks);
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    remarks.push({ code: 'DATES_CONTRADICT', message: '发证日期晚于有效期至' });
  }
  const venue = readVenue(row.xkzlx, remarks);
  const record: PermitRecord = {
    status: readStatus(row.zt, remarks),
    validFrom,
    validTo,
    scope: venue?.scope ?? null,
    holderName: readHolderName(row.dwmc, row.named_as_person, remarks),
    holderUscc: readHolderCode(row.tyshxydm, remarks),
    address: readHolderText(row.jycs, '经营场所', remarks),
    issuedBy: null,
    remarks: NO_REMARKS,
    venueType: venue?.code ?? null,
    capacity: readCapacity(row.hdry, remarks),
  };
  return remarks.length === 0 ? record : { ...record, remarks };
}

function readStatus(raw: unknown, remarks: PermitRemark[]): PermitStatus {
  const code = readText(raw);
  if (code == null) {
    remarks.push({ code: 'STATUS_MISSING', message: '许可机关未给出状态' });
    return 'UNKNOWN';
  }
  const status = STATUS_BY_CODE.get(code);
  if (status !== undefined) return status;
  remarks.push({ code: 'STATUS_UNKNOWN', message: `状态代码${quoted(code)}不在许可机关的代码表内` });
  return 'UNKNOWN';
}

function readVenue(raw: unknown, remarks: PermitRemark[]): VenueType | undefined {
  const code = readText(raw) ?? '';
  const venue = VENUE_BY_CODE.get(code);
  if (venue === undefined) {
    remarks.push({
      code: 'VENUE_TYPE_UNKNOWN',
      message: `许可证类型代码${quoted(code)}不在许可机关的代码表内`,
    });
  }
  return venue;
}

/** Open-ended is written `''` or `99991231`; NULL is written nowhere in the agreement and says nothing. */
function readEndDate(raw: unknown, remarks: PermitRemark[]): string | null {
  return typeof raw === 'string' && raw.trim() === '' ? null : readDate(raw, '有效期至', remarks);
}

function readDate(raw: unknown, label: string, remarks: PermitRemark[]): string | null {
  const text = readText(raw);
  if (text === null) {
    remarks.push({ code: 'DATE_MISSING', message: `${label}缺失` });
    return null;
  }
  const { date, problem } = readDepartmentDate(text === undefined ? raw : text);
  if (problem !== null) remarks.push({ code: problem, message: `${label}无法识别` });
  return date;
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

/** A code short enough to hold no person's name or number. */
function quoted(code: string): string {
  return /^[0-9A-Za-z]{1,4}$/.test(code) ? `“${code}”` : '';
}
