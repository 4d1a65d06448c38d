import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { checkFoodPermitNumber } from '../../subgraphs/domain/food-permit-number.ts';
import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import type { MappedRow } from '../sdk/mapping/attribute-rows.ts';
import { readDate } from '../sdk/mapping/date-field.ts';
import { readHolderCode } from '../sdk/mapping/holder-code.ts';
import { readHolderName } from '../sdk/mapping/holder-name.ts';
import { readHolderText } from '../sdk/mapping/holder-text.ts';
import { quotedCode } from '../sdk/mapping/quoted-code.ts';
import { readStatus, type StatusByCode } from '../sdk/mapping/status-code.ts';
import { decoded, readText } from './department-text.ts';
import { readScope } from './scope.ts';

/** A row of the department: fields in pinyin initials, none of them to be trusted. */
export type FoodRow = Readonly<Record<string, unknown>>;

/** 状态 `zt`. */
const STATUS_BY_CODE: StatusByCode = new Map([
  ['1', 'VALID'], // 有效
  ['2', 'CANCELLED'], // 注销
  ['3', 'RESCINDED'], // 撤销
  ['4', 'REVOKED'], // 吊销
  ['5', 'EXPIRED'], // 过期
  ['6', 'WITHDRAWN'], // 撤回
  ['7', 'SUSPENDED'], // 停用
  ['8', 'RENEWAL_PENDING'], // 延续中
]);

/** 主体业态 `ztyt`, also the first digit of the permit number. */
const FORM_BY_CODE: ReadonlyMap<string, string> = new Map([
  ['1', 'SALES'], // 食品销售
  ['2', 'CATERING'], // 餐饮服务
  ['3', 'CANTEEN'], // 集中用餐单位食堂
]);

/** Without them a record would say too much: no `yxqz` at all would read as "never ends". */
const INDISPENSABLE = ['zt', 'yxqz'] as const;

const GREATEST_VERSION = 2 ** 31 - 1;
const NO_REMARKS: readonly PermitRemark[] = Object.freeze([]);

/**
 * One row as a canonical record. Names of people (`fddbr`, `qfr`) never enter it. Never throws; a value that cannot
 * be read becomes null (the status UNKNOWN) with a remark, a row without its indispensable fields is BAD.
 */
export function mapRow(row: FoodRow): MappedRow {
  for (const field of INDISPENSABLE) {
    if (row[field] === undefined) return { kind: 'BAD', problem: `the row has no field ${field}` };
  }
  const remarks: PermitRemark[] = [];
  // A remark only: three of twelve numbers found in public data fail the check.
  const number = readText(row.xkzbh);
  if (number != null && checkFoodPermitNumber(permitNumberKey(number)) === 'CHECK_FAILS') {
    remarks.push({ code: 'NUMBER_CHECK_FAILS', message: '许可证编号的校验位不符' });
  }
  const version = readVersion(row.bbh, remarks);
  const validFrom = readDate(decoded(row.yxqq), '有效期起（yxqq）', remarks);
  const validTo = readDate(decoded(row.yxqz), '有效期止（yxqz）', remarks);
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    remarks.push({ code: 'DATES_CONTRADICT', message: '有效期起晚于有效期止' });
  }
  const record: PermitRecord = {
    status: readStatus(readText(row.zt), STATUS_BY_CODE, remarks),
    validFrom,
    validTo,
    scope: readScope(row.jyxm, remarks),
    holderName: readHolderName(decoded(row.jyzmc), '经营者名称', decoded(row.fddbr), remarks),
    holderUscc: readHolderCode(decoded(row.tyshxydm), remarks),
    address:
      readHolderText(decoded(row.jycs), '经营场所', remarks) ??
      readHolderText(decoded(row.zs), '住所', remarks),
    issuedBy: readHolderText(decoded(row.fzjg), '发证机关', remarks),
    remarks: NO_REMARKS,
    businessForm: readForm(row.ztyt, remarks),
    sourceVersion: version,
  };
  return { kind: 'RECORD', record: remarks.length === 0 ? record : { ...record, remarks }, version };
}

/** `bbh`, a number or its digits; null where it is neither. */
export function versionOf(row: FoodRow): number | null {
  const raw = row.bbh;
  const value = typeof raw === 'string' && /^\d{1,10}$/.test(raw) ? Number(raw) : raw;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= GREATEST_VERSION
    ? value
    : null;
}

function readVersion(raw: unknown, remarks: PermitRemark[]): number | null {
  const version = versionOf({ bbh: raw });
  if (version === null) remarks.push({ code: 'VERSION_UNREADABLE', message: '版本号缺失或无法识别' });
  return version;
}

function readForm(raw: unknown, remarks: PermitRemark[]): string | null {
  const code = readText(raw);
  if (code === null) return null;
  const form = code === undefined ? undefined : FORM_BY_CODE.get(code);
  if (form !== undefined) return form;
  remarks.push({
    code: 'FORM_UNKNOWN',
    message: `主体业态代码${quotedCode(code ?? '')}不在许可机关的代码表内`,
  });
  return null;
}
