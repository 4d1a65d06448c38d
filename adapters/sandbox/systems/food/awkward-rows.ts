import { buildFoodPermitNumber } from '../../../../subgraphs/domain/food-permit-number.ts';
import { buildUscc } from '../../../../subgraphs/domain/uscc.ts';
import { awkwardHolderCodes } from '../../core/awkward-values.ts';
import type { LicenceRow } from './licence-row.ts';
import { LISTED_STATUS_CODES, UNLISTED_STATUS_CODE } from './vocabulary.ts';

/** The business that all of them belong to; it holds no composite licence. */
export const AWKWARD_HOLDER = buildUscc({
  authority: '9',
  category: '2',
  region: '150302',
  subject: 'MA0AWKRD',
});

/**
 * Rows such as every department has and nobody admits: unlisted codes, impossible dates, ID numbers in the wrong
 * column, two versions of one permit. No composite licence refers to them; a sweep meets them. Numbers run from
 * serial 900001 in 海勃湾 (150302), so they are the same at every start.
 */
export function awkwardRows(): LicenceRow[] {
  const rows: LicenceRow[] = [];
  let serial = 900_000;
  const add = (what: string, change: Partial<LicenceRow>) => {
    serial += 1;
    const row = plainRow(serial, `测试${what}商行`);
    rows.push({ ...row, ...change });
    return row.xkzbh;
  };

  for (const code of [...LISTED_STATUS_CODES, UNLISTED_STATUS_CODE, '', null]) {
    add(`状态${code ?? '空'}`, { zt: code });
  }
  for (const [what, date] of [
    ['无日期', null],
    ['空日期', ''],
    ['全九日期', '99991231'],
    ['不存在日期', '20250230'],
    ['长期', '长期'],
    ['斜线日期', '2031/7/1 00:00:00'],
    ['全角日期', '２０３１－０７－０１'],
    ['文字日期', '见副本'],
  ] as const) {
    add(what, { yxqz: date });
  }
  for (const [what, code] of awkwardHolderCodes(AWKWARD_HOLDER, '150302600012345')) {
    add(what, { tyshxydm: code });
  }
  add('个人名', { jyzmc: '王建明', fddbr: '王建明' });
  add('生僻字', { jyzmc: '㐂𠮷饭庄', fddbr: '𠮷田' });
  // The vendor's old version: URL-encoded GBK (海勃湾区老街坊饭庄; 新华东街12号).
  add('旧版编码', {
    jyzmc: '%BA%A3%B2%AA%CD%E5%C7%F8%C0%CF%BD%D6%B7%BB%B7%B9%D7%AF',
    jycs: '%D0%C2%BB%AA%B6%AB%BD%D612%BA%C5',
  });
  add('项目文本', { jyxm: '热食类食品制售、预包装食品销售（含冷藏、冷冻食品）' });
  add('项目空', { jyxm: '' });
  add('业态', { ztyt: '9' });
  add('同址甲', { jycs: '乌海市海勃湾区同址路1号' });
  add('同址乙', { jycs: '乌海市海勃湾区同址路1号' });
  // Its check digit is wrong, as in a number found in public data.
  add('校验不符', { xkzbh: 'JY24401060000042' });

  // One number, two versions; the older one was touched last (a clerk corrected a typing error in the archive).
  const twice = add('两个版本', { bbh: 2, gxsj: '2025-03-01 10:00:00' });
  rows.push({
    ...plainRow(serial, '测试两个版本商行'),
    xkzbh: twice,
    zt: '5',
    yxqz: '2025-02-28',
    bbh: 1,
    gxsj: '2026-01-15 16:20:00',
  });
  return rows;
}

function plainRow(serial: number, name: string): LicenceRow {
  return {
    xkzbh: buildFoodPermitNumber({ form: 2, region: '150302', serial }),
    jyzmc: name,
    tyshxydm: AWKWARD_HOLDER,
    fddbr: '赵小兰',
    zs: '乌海市海勃湾区新华东街12号',
    jycs: '乌海市海勃湾区新华东街12号1层3号',
    ztyt: '2',
    jyxm: ['热食类食品制售'],
    fzjg: '乌海市海勃湾区行政审批和政务服务局',
    qfr: '李敏',
    fzrq: '2024-03-18',
    yxqq: '2024-03-18',
    yxqz: '2031-03-17',
    zt: '1',
    bbh: 1,
    gxsj: '2024-03-18 09:31:22',
  };
}
