import { buildUscc } from '../../../../subgraphs/domain/uscc.ts';
import { awkwardDates, awkwardHolderCodes } from '../../core/awkward-values.ts';
import type { PermitRow } from './permit-row.ts';
import { LISTED_STATUS_CODES, UNLISTED_STATUS_CODE } from './vocabulary.ts';

/** The business that all of them belong to; it holds no composite licence. */
export const AWKWARD_HOLDER = buildUscc({
  authority: '9',
  category: '2',
  region: '150302',
  subject: 'MA0HAWKR',
});

/**
 * Rows such as every department has and nobody admits: unlisted codes, impossible dates, ID numbers in the wrong
 * element, names that look like markup, two rows for one number. No composite licence refers to them; a sweep meets
 * them. Numbers run from serial 900001 of 2019, so they are the same at every start.
 */
export function awkwardRows(): PermitRow[] {
  const rows: PermitRow[] = [];
  let serial = 900_000;
  const add = (what: string, change: Partial<PermitRow>) => {
    serial += 1;
    rows.push({ ...plainRow(serial, `测试${what}歌厅`), ...change });
  };

  for (const code of [...LISTED_STATUS_CODES, UNLISTED_STATUS_CODE, '1', 'A', '']) {
    add(`状态${code || '空'}`, { zt: code });
  }
  for (const [what, date] of awkwardDates(2031)) add(what, { yxqz: date });
  for (const [what, code] of awkwardHolderCodes(AWKWARD_HOLDER, '150302699999999')) add(what, { xydm: code });
  add('空代码', { xydm: '' });
  add('地址含电话', { dz: '乌海市海勃湾区新华东街12号（电话13800005678）' });

  add('复核逾期', { fhrq: '20190901' });
  add('未复核', { fhrq: '' });
  add('复核不存在', { fhrq: '20250230' });
  add('闰日复核', { fhrq: '20240229' });
  add('类别空', { lb: '', lbmc: '' });
  add('多项', { xkxm: ['歌舞厅', '游艺厅（含棋牌、桌游）'] });

  // What must stay text on its way through two layers of XML.
  add('标记', { dwmc: '<酒&歌> "甲" \'乙\' 厅' });
  add('实体', { dwmc: '&amp;lt;&#x41;歌厅&lol;' });
  add('节尾', { dwmc: '<![CDATA[歌]]>]]>厅<!-- -->' });
  add('声明', { dwmc: '<!DOCTYPE x [<!ENTITY y "z">]>歌厅' });
  add('生僻字', { dwmc: '㐂𠮷䶮歌厅' });
  add('编号标记', { xkzh: '（蒙）卫<公>&"证\'字]]>〔2019〕第900999号' });

  add('同址甲', { dz: '乌海市海勃湾区同址路1号' });
  add('同址乙', { dz: '乌海市海勃湾区同址路1号' });

  // One number, two rows: the renewal kept the number and the old row stayed; a clerk touched it last.
  add('两条', { fzrq: '20230901', yxqz: '20310831', zt: '03' });
  rows.push({
    ...plainRow(serial, '测试两条歌厅'),
    fzrq: '20190901',
    yxqz: '20230831',
    fhrq: '20210828',
    zt: '07',
    gxsj: '20260115162000',
  });
  return rows;
}

function plainRow(serial: number, name: string): PermitRow {
  return {
    xkzh: `（蒙）卫公证字〔2019〕第150302-${serial}号`,
    dwmc: name,
    xydm: AWKWARD_HOLDER,
    dz: '乌海市海勃湾区人民路90号',
    lb: '04',
    lbmc: '歌舞厅',
    xkxm: null,
    fzrq: '20230901',
    yxqz: '20310831',
    // Far ahead, so that only the rows that are meant to be overdue become so.
    fhrq: '20990901',
    zt: '01',
    fzjg: '乌海市海勃湾区卫生健康委员会',
    bbh: 1,
    gxsj: '20230901093122',
  };
}
