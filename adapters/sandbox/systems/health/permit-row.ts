import type { WorldPermit } from '../../core/system.ts';
import { categoryCode, statusCode } from './vocabulary.ts';

/** One row of table `gw_xkz`, in the vendor's own words. Everything is text there, dates too: `20270831`. */
export interface PermitRow {
  /** 许可证号, free text */
  xkzh: string;
  /** 单位名称 */
  dwmc: string;
  /** 信用代码 */
  xydm: string;
  /** 地址 */
  dz: string;
  /** 类别 */
  lb: string;
  /** 类别名称 */
  lbmc: string;
  /** 许可项目, where they are not the category alone; null leaves the element out */
  xkxm: readonly string[] | null;
  /** 发证日期 */
  fzrq: string;
  /** 有效期止 */
  yxqz: string;
  /** 复核日期: day of the last check */
  fhrq: string;
  /** 状态 */
  zt: string;
  /** 发证机关 */
  fzjg: string;
  /** 版本号; never leaves the house */
  bbh: number;
  /** 更新时间 `YYYYMMDDhhmmss`; never leaves the house */
  gxsj: string;
}

export const PERMIT_COLUMNS = [
  'xkzh',
  'dwmc',
  'xydm',
  'dz',
  'lb',
  'lbmc',
  'xkxm',
  'fzrq',
  'yxqz',
  'fhrq',
  'zt',
  'fzjg',
  'bbh',
  'gxsj',
] as const satisfies readonly (keyof PermitRow)[];

/** How this department writes that a permit has no end. */
export const OPEN_ENDED = '99991231';
const CATEGORY_OF_OTHERS = '公共场所';

/**
 * The department's clerk writes a permit of the demo world down.
 * @param today `YYYYMMDD` @throws NotInVocabulary
 */
export function toPermitRow(permit: WorldPermit, today: string): PermitRow {
  const category = permit.scope[0] ?? CATEGORY_OF_OTHERS;
  const issued = compactDate(permit.validFrom);
  return {
    xkzh: permit.number,
    dwmc: permit.holderName,
    xydm: permit.uscc,
    dz: permit.address,
    lb: categoryCode(category),
    lbmc: category,
    xkxm: permit.scope.length > 1 ? permit.scope : null,
    fzrq: issued,
    yxqz: permit.validTo === null ? OPEN_ENDED : compactDate(permit.validTo),
    fhrq: lastCheck(issued, today),
    zt: statusCode(permit.status),
    fzjg: permit.issuedBy,
    bbh: 1,
    gxsj: `${issued}093122`,
  };
}

/** Places are checked at the grant and every two years from then on. */
function lastCheck(issued: string, today: string): string {
  // On a leap day the officer came a day earlier.
  const day = issued.slice(4) === '0229' ? '0228' : issued.slice(4);
  let last = issued;
  for (let year = Number(issued.slice(0, 4)) + 2; `${year}${day}` <= today; year += 2) last = `${year}${day}`;
  return last;
}

/** `2027-08-31` as the vendor writes it. */
export function compactDate(date: string): string {
  return date.replaceAll('-', '');
}

/** Beijing time as the vendor prints it, `20260506093122`. */
export function localTime(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '');
}
