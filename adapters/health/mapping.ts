import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { isEnded, type PermitStatus } from '../../subgraphs/domain/permit-status.ts';
import type { MappedRow } from '../sdk/mapping/attribute-rows.ts';
import { readDate } from '../sdk/mapping/date-field.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { readHolderCode } from '../sdk/mapping/holder-code.ts';
import { readHolderText } from '../sdk/mapping/holder-text.ts';
import { readStatus, type StatusByCode } from '../sdk/mapping/status-code.ts';
import { recheckDue } from './recheck.ts';
import { readScope } from './scope.ts';

/** A row `XKZ` of the department: elements in pinyin initials, none of them to be trusted. */
export type HealthRow = Readonly<Record<string, unknown>>;

/** 状态 `ZT`. */
const STATUS_BY_CODE: StatusByCode = new Map([
  ['01', 'VALID'], // 正常
  ['02', 'VALID'], // 变更
  ['03', 'VALID'], // 延续
  ['04', 'CANCELLED'], // 注销
  ['05', 'RESCINDED'], // 撤销
  ['06', 'REVOKED'], // 吊销
  ['07', 'EXPIRED'], // 过期未延续
  ['09', 'RENEWAL_PENDING'], // 延续受理
  ['10', 'SUSPENDED'], // 停业
  ['11', 'WITHDRAWN'], // 撤回
]);
/** 其他: listed, and says nothing. */
const OTHER = '99';

/** Without them a record would say too much: no `YXQZ` at all would read as "never ends". */
const INDISPENSABLE = ['ZT', 'YXQZ'] as const;

const NO_REMARKS: readonly PermitRemark[] = Object.freeze([]);

/**
 * One row as a canonical record. Never throws; a value that cannot be read becomes null (the status UNKNOWN) with a
 * remark, a row without its indispensable elements is BAD.
 * @param today `YYYY-MM-DD` in Beijing, against which the recheck is overdue
 */
export function mapRow(row: HealthRow, today: string): MappedRow {
  for (const element of INDISPENSABLE) {
    if (row[element] === undefined) return { kind: 'BAD', problem: `the row has no element ${element}` };
  }
  const remarks: PermitRemark[] = [];
  const status = readOwnStatus(row.ZT, remarks);
  // The row has no first day of its own; a permit is valid from the day on which it was issued.
  const validFrom = readDate(row.FZRQ, '发证日期（FZRQ）', remarks);
  const validTo = readDate(row.YXQZ, '有效期止（YXQZ）', remarks);
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    remarks.push({ code: 'DATES_CONTRADICT', message: '发证日期晚于有效期止' });
  }
  const hygieneCategory = readHolderText(row.LBMC, '类别名称', remarks);
  const record: PermitRecord = {
    status,
    validFrom,
    validTo,
    scope: readScope(row.XKXM, hygieneCategory, remarks),
    holderName: readHolderText(row.DWMC, '单位名称', remarks),
    holderUscc: readHolderCode(row.XYDM, remarks),
    address: readHolderText(row.DZ, '地址', remarks),
    issuedBy: readHolderText(row.FZJG, '发证机关', remarks),
    remarks: NO_REMARKS,
    hygieneCategory,
    recheckDue: readRecheckDue(row.FHRQ, status, today, remarks),
  };
  return { kind: 'RECORD', record: remarks.length === 0 ? record : { ...record, remarks } };
}

function readOwnStatus(raw: unknown, remarks: PermitRemark[]): PermitStatus {
  const code = readText(raw);
  if (code === OTHER) {
    remarks.push({ code: 'STATUS_OTHER', message: '许可机关给出的状态为“其他”' });
    return 'UNKNOWN';
  }
  // An element that holds no text is not missing: it says something that nobody knows.
  return readStatus(code === undefined ? '' : code, STATUS_BY_CODE, remarks);
}

function readRecheckDue(
  raw: unknown,
  status: PermitStatus,
  today: string,
  remarks: PermitRemark[],
): string | null {
  const lastCheck = readDate(raw, '复核日期（FHRQ）', remarks);
  const due = lastCheck === null ? null : recheckDue(lastCheck);
  // Nobody rechecks a permit that has come to its end.
  if (due !== null && due < today && !isEnded(status)) {
    remarks.push({ code: 'RECHECK_OVERDUE', message: `复核已逾期，应于${due}前完成` });
  }
  return due;
}
