import type { WorldPermit } from '../../core/system.ts';
import { statusCode } from './vocabulary.ts';

/** The bureau's columns in the order of its files, named by pinyin initials. */
export const CERTIFICATE_COLUMNS = [
  'xkzh', // 许可证号
  'tyshxydm', // 统一社会信用代码
  'qymc', // 企业名称
  'fzr', // 负责人
  'jydz', // 经营地址
  'xz', // 性质
  'xkfw', // 许可范围
  'yxqq', // 有效期起
  'yxqz', // 有效期止
  'zt', // 状态
  'gxrq', // 更新日期
] as const;

export type CertificateRow = Record<(typeof CERTIFICATE_COLUMNS)[number], string>;

/** How a row of old stock says that a certificate has no end. */
export const OPEN_ENDED = '99991231';

/** A permit of the demo world in the bureau's words. @param updated `yyyymmdd` */
export function toCertificateRow(permit: WorldPermit, updated: string): CertificateRow {
  return {
    xkzh: permit.number,
    tyshxydm: permit.uscc,
    qymc: permit.holderName,
    fzr: permit.legalPerson,
    jydz: permit.address,
    xz: natureCode(permit),
    xkfw: permit.scope.join('；'),
    yxqq: compactDate(permit.validFrom),
    yxqz: compactDate(permit.validTo),
    zt: statusCode(permit.status),
    gxrq: updated,
  };
}

/** `YYYY-MM-DD` as the bureau writes it. */
export function compactDate(date: string | null): string {
  return date === null ? OPEN_ENDED : date.replaceAll('-', '');
}

/** A moment as the bureau prints it: `yyyymmddhhmmss` in Beijing; its first eight digits are the day. */
export function compactTime(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** 性质, digit 7 of the number; of a number without one, by the category in the USCC (2: individual household). */
function natureCode(permit: WorldPermit): string {
  const digit = permit.number.charAt(6);
  if (digit === '1' || digit === '2') return digit;
  return permit.uscc.charAt(1) === '2' ? '1' : '2';
}
