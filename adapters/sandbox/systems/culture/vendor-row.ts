import type { PermitStatus } from '../../../../subgraphs/domain/permit-status.ts';
import { fullWidth } from '../../core/full-width.ts';
import { createStatusWords } from '../../core/status-words.ts';
import { NotInVocabulary, type WorldPermit } from '../../core/system.ts';

/** A row of `wl_qzk.t_xkz` but for its serial number, which the table gives. */
export interface VendorRow {
  xkzbh: string;
  xkzlx: string | null;
  dwmc: string | null;
  tyshxydm: string | null;
  fddbr: string | null;
  jycs: string | null;
  hdry: number | null;
  fzrq: string | null;
  yxqz: string | null;
  zt: string | null;
  scbz: '0' | '1';
}

export const ROW_COLUMNS = [
  'xkzbh',
  'xkzlx',
  'dwmc',
  'tyshxydm',
  'fddbr',
  'jycs',
  'hdry',
  'fzrq',
  'yxqz',
  'zt',
  'scbz',
] as const satisfies readonly (keyof VendorRow)[];

/** 状态; the vendor has no word for 延续中, 歇业 and 撤回, and none of its papers mentions X. */
const CODE_OF_STATUS: Partial<Record<PermitStatus, string>> = {
  VALID: 'A',
  SUSPENDED: 'B',
  CANCELLED: 'C',
  REVOKED: 'D',
  EXPIRED: 'E',
  RESCINDED: 'X',
};

/** 许可证类型 by what the permit allows. */
const KIND_BY_SCOPE: ReadonlyMap<string, string> = new Map([
  ['歌舞娱乐场所', '01'],
  ['游艺娱乐场所', '02'],
  ['互联网上网服务', '03'],
  ['营业性演出', '04'],
]);

/** Z is in no list. @throws NotInVocabulary */
export const statusCode = createStatusWords('culture', CODE_OF_STATUS, 'Z');

/** The system keeps no scope beside the kind of permit. @throws NotInVocabulary */
export function kindCode(scope: readonly string[] | null): string {
  const code = scope?.length === 1 ? KIND_BY_SCOPE.get(scope[0]!) : undefined;
  if (code !== undefined) return code;
  const known = [...KIND_BY_SCOPE.keys()].join(', ');
  throw new NotInVocabulary(`the culture system expresses as scope exactly one of: ${known}`);
}

/** `2026-05-31` → `20260531`. */
export function compactDate(date: string): string {
  return date.replaceAll('-', '');
}

/** The permit as the vendor keeps it: the version in force and, for every third, the one before its renewal. */
export function toVendorRows(permit: WorldPermit, index: number): VendorRow[] {
  const row: VendorRow = {
    xkzbh: index % 11 === 4 ? `${permit.number}　` : permit.number,
    xkzlx: kindCode(permit.scope),
    dwmc: index % 7 === 3 ? `${permit.holderName}　` : permit.holderName,
    tyshxydm: spelledCode(permit.uscc, index),
    fddbr: permit.legalPerson,
    jycs: permit.address,
    hdry: 60 + (index % 24) * 10,
    fzrq: compactDate(permit.validFrom),
    yxqz: permit.validTo === null ? ['99991231', ''][index % 2]! : compactDate(permit.validTo),
    zt: statusCode(permit.status),
    scbz: '0',
  };
  return index % 3 === 1 ? [row, versionBefore(row)] : [row];
}

/** Entered by hand in many years: lower case and full-width letters happen. */
function spelledCode(uscc: string, index: number): string {
  if (index % 9 === 5) return uscc.toLowerCase();
  if (index % 10 !== 7) return uscc;
  return fullWidth(uscc);
}

/** Renewals leave the old row in place, with a later serial number than the new one's as often as not. */
function versionBefore(row: VendorRow): VendorRow {
  const issued = row.fzrq!;
  return {
    ...row,
    xkzbh: row.xkzbh.trim(),
    jycs: `${row.jycs}（原登记地址）`,
    fzrq: yearsBefore(issued, 2),
    yxqz: issued,
    zt: 'E',
  };
}

function yearsBefore(date: string, years: number): string {
  const day = date.slice(4) === '0229' ? '0228' : date.slice(4);
  return `${Number(date.slice(0, 4)) - years}${day}`;
}
