import type { PermitRecord, PermitRemark } from '../../subgraphs/domain/permit-record.ts';
import { readDate } from '../sdk/mapping/date-field.ts';
import { readHolderCode } from '../sdk/mapping/holder-code.ts';
import { readHolderName } from '../sdk/mapping/holder-name.ts';
import { readHolderText } from '../sdk/mapping/holder-text.ts';
import { quotedCode } from '../sdk/mapping/quoted-code.ts';
import { readStatus, type StatusByCode } from '../sdk/mapping/status-code.ts';
import type { TobaccoRow } from './row.ts';

/** 状态 */
const STATUS_BY_CODE: StatusByCode = new Map([
  ['00', 'VALID'], // 有效
  ['01', 'SUSPENDED'], // 停业
  ['02', 'LAPSED'], // 歇业
  ['03', 'CANCELLED'], // 注销
  ['04', 'WITHDRAWN'], // 收回、撤回
  ['05', 'RESCINDED'], // 撤销
  ['06', 'REVOKED'], // 取消资格
  ['07', 'RENEWAL_PENDING'], // 延续审核
  ['08', 'EXPIRED'], // 到期
]);

/** 性质, also digit 7 of the number. */
const NATURE_BY_CODE: ReadonlyMap<string, string> = new Map([
  ['1', 'INDIVIDUAL'], // 个体工商户
  ['2', 'ENTERPRISE'], // 企业及其他组织
]);

const MOST_SCOPE_ITEMS = 100;
const NO_REMARKS: readonly PermitRemark[] = Object.freeze([]);

/**
 * One row as a canonical record; the name of a person never enters it. Never throws; a value that cannot be read
 * becomes null (the status UNKNOWN) with a remark.
 */
export function mapRow(row: TobaccoRow): PermitRecord {
  const remarks: PermitRemark[] = [];
  if (row.name === null || row.address === null) {
    remarks.push({
      code: 'COLUMNS_AMBIGUOUS',
      message: '文本内含未转义的分隔符，企业名称与经营地址无法区分',
    });
  }
  const validFrom = readDate(row.validFrom, '有效期起', remarks);
  const validTo = readEnd(row.validTo, remarks);
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    remarks.push({ code: 'DATES_CONTRADICT', message: '有效期起晚于有效期止' });
  }
  const record: PermitRecord = {
    status: readStatus(row.status || null, STATUS_BY_CODE, remarks),
    validFrom,
    validTo,
    scope: readScope(row.scope, remarks),
    holderName: readHolderName(row.name, '企业名称', row.person, remarks),
    holderUscc: readHolderCode(row.uscc, remarks),
    address: readHolderText(row.address, '经营地址', remarks),
    // The bureau's rows do not say which of its offices issued the certificate.
    issuedBy: null,
    remarks: NO_REMARKS,
    holderNature: readNature(row.nature, remarks),
  };
  return remarks.length === 0 ? record : { ...record, remarks };
}

function readNature(code: string | null, remarks: PermitRemark[]): string | null {
  if (code === null || code === '') return null;
  const nature = NATURE_BY_CODE.get(code);
  if (nature !== undefined) return nature;
  remarks.push({
    code: 'NATURE_UNKNOWN',
    message: `经营主体性质代码${quotedCode(code)}不在许可机关的代码表内`,
  });
  return null;
}

/** Items are separated by `；`: 卷烟、雪茄烟零售 is one. */
function readScope(raw: string | null, remarks: PermitRemark[]): readonly string[] | null {
  if (raw === null) {
    remarks.push({ code: 'SCOPE_UNREADABLE', message: '许可范围内含未转义的分隔符' });
    return null;
  }
  const text = readHolderText(raw, '许可范围', remarks);
  if (text === null) return null;
  if (!text.includes('；') && !text.includes(';')) return [text];
  const items = text.split(/[；;]/, MOST_SCOPE_ITEMS + 1).map((item) => item.trim());
  if (items.length > MOST_SCOPE_ITEMS) {
    remarks.push({ code: 'SCOPE_UNREADABLE', message: '许可范围项目过多，仅保留前一百项' });
    items.pop();
  }
  return items.filter((item) => item !== '');
}

/** No certificate of this kind runs longer than five years, so an end that is left open is odd. */
function readEnd(raw: string, remarks: PermitRemark[]): string | null {
  const before = remarks.length;
  const date = readDate(raw, '有效期止', remarks);
  if (date === null && remarks.length === before) {
    remarks.push({ code: 'END_DATE_MISSING', message: '许可机关未给出有效期止（此证最长五年）' });
  }
  return date;
}
