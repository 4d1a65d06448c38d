import { awkwardDates, awkwardHolderCodes } from '../../core/awkward-values.ts';
import type { CertificateRow } from './certificate-row.ts';
import { LISTED_STATUS_CODES, UNLISTED_STATUS_CODE } from './vocabulary.ts';

const HOLDER = '92150302MA0PT2X897';

/**
 * Rows such as every bureau has and nobody admits: unlisted codes, impossible dates, ID numbers in the wrong column,
 * pipes in the text, two rows for one number. No composite licence refers to them; a sweep meets them. Numbers run
 * from serial 90001 in 海勃湾 (150302), so they are the same at every start.
 */
export function awkwardRows(): CertificateRow[] {
  const rows: CertificateRow[] = [];
  let serial = 90_000;
  const add = (what: string, change: Partial<CertificateRow>) => {
    serial += 1;
    rows.push({ ...plainRow(serial, `测试${what}烟酒店`), ...change });
  };

  for (const code of [...LISTED_STATUS_CODES, UNLISTED_STATUS_CODE, '99', 'A1', '']) {
    add(`状态${code || '空'}`, { zt: code });
  }
  for (const [what, date] of awkwardDates(2030)) add(what, { yxqz: date });
  for (const [what, code] of awkwardHolderCodes(HOLDER, '150302699999999')) add(what, { tyshxydm: code });
  add('空代码', { tyshxydm: '' });
  add('错代码', { tyshxydm: '92150302MA0PT2X890' });
  add('个人名', { qymc: '王建明', fzr: '王建明' });
  add('地址含电话', { jydz: '乌海市海勃湾区新华东街12号（电话13800005678）' });
  add('性质', { xz: '3' });
  add('多项范围', { xkfw: '卷烟零售；雪茄烟零售' });

  // Nothing escapes a pipe: in the name, in the address, in the scope, in all of them.
  add('名称分隔符', { qymc: '测试|名称烟酒店' });
  add('地址分隔符', { jydz: '乌海市海勃湾区新华东街12号|13号' });
  add('范围分隔符', { xkfw: '卷烟|雪茄烟零售' });
  add('处处分隔符', { qymc: '甲|乙', jydz: '丙|丁', xkfw: '卷烟|雪茄烟零售' });

  // Outside GBK (four bytes in GB18030), and characters whose second byte is the pipe's.
  add('生僻字', { qymc: '㐂𠮷䶮烟酒店', fzr: '𠮷田' });
  add('次字节', { qymc: '亅倈億剕厊烟酒店', jydz: '乌海市亅街1号' });
  add('符号', { qymc: '“Ａ＆Ｂ” <烟&酒>' });

  add('同址甲', { jydz: '乌海市海勃湾区同址路1号' });
  add('同址乙', { jydz: '乌海市海勃湾区同址路1号' });

  // One number, two rows: a renewal keeps the number and the old row stayed.
  add('两条', { yxqq: '20240311', yxqz: '20290310', gxrq: '20240311' });
  rows.push({
    ...plainRow(serial, '测试两条烟酒店'),
    yxqq: '20190311',
    yxqz: '20240310',
    zt: '08',
    gxrq: '20240310',
  });
  return rows;
}

function plainRow(serial: number, name: string): CertificateRow {
  return {
    xkzh: `1503021${serial}`,
    tyshxydm: HOLDER,
    qymc: name,
    fzr: '赵小兰',
    jydz: '内蒙古自治区乌海市海勃湾区新华东街12号1层3号',
    xz: '1',
    xkfw: '卷烟、雪茄烟零售',
    yxqq: '20240311',
    yxqz: '20290310',
    zt: '00',
    gxrq: '20240311',
  };
}
