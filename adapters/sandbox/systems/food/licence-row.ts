import type { WorldPermit } from '../../core/system.ts';
import { formCode, statusCode } from './vocabulary.ts';

/** One row of table `spjy_xkz`, in the vendor's own words. Dates are text there: no two versions wrote them alike. */
export interface LicenceRow {
  /** 许可证编号 */
  xkzbh: string;
  /** 经营者名称 */
  jyzmc: string;
  /** 统一社会信用代码 */
  tyshxydm: string;
  /** 法定代表人（负责人）, unmasked in the store */
  fddbr: string;
  /** 住所 */
  zs: string;
  /** 经营场所 */
  jycs: string;
  /** 主体业态 */
  ztyt: string;
  /** 经营项目: a list, in older rows one text */
  jyxm: unknown;
  /** 发证机关 */
  fzjg: string;
  /** 签发人, unmasked in the store */
  qfr: string;
  /** 发证日期 */
  fzrq: string | null;
  /** 有效期起 */
  yxqq: string | null;
  /** 有效期止 */
  yxqz: string | null;
  /** 状态 */
  zt: string | null;
  /** 版本号 */
  bbh: number;
  /** 更新时间, local time `YYYY-MM-DD HH:MM:SS` */
  gxsj: string;
}

export const LICENCE_COLUMNS = [
  'xkzbh',
  'jyzmc',
  'tyshxydm',
  'fddbr',
  'zs',
  'jycs',
  'ztyt',
  'jyxm',
  'fzjg',
  'qfr',
  'fzrq',
  'yxqq',
  'yxqz',
  'zt',
  'bbh',
  'gxsj',
] as const satisfies readonly (keyof LicenceRow)[];

/** The department's clerk writes a permit of the demo world down. @throws NotInVocabulary */
export function toLicenceRow(permit: WorldPermit): LicenceRow {
  return {
    xkzbh: permit.number,
    jyzmc: permit.holderName,
    tyshxydm: permit.uscc,
    fddbr: permit.legalPerson,
    zs: permit.address,
    jycs: permit.address,
    ztyt: formCode(permit.number),
    jyxm: [...permit.scope],
    fzjg: permit.issuedBy,
    qfr: '李敏',
    fzrq: permit.validFrom,
    yxqq: permit.validFrom,
    yxqz: permit.validTo ?? OPEN_ENDED,
    zt: statusCode(permit.status),
    bbh: 1,
    gxsj: `${permit.validFrom} 09:31:22`,
  };
}

/** How this department writes that a permit has no end. */
export const OPEN_ENDED = '长期';

/** Beijing time as the vendor prints it, `2026-05-06 09:31:22`. */
export function localTime(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
