import { buildUscc } from '../../../../subgraphs/domain/uscc.ts';
import type { VendorRow } from './vendor-row.ts';

/** Serials from here on are nobody's licence. */
const FIRST_SERIAL = 9001;

const SOUND: Omit<VendorRow, 'xkzbh'> = {
  xkzlx: '01',
  dwmc: '乌海市星河文化娱乐有限公司',
  tyshxydm: buildUscc({ authority: '9', category: '1', region: '150302', subject: 'MA0NQ7K3' }),
  fddbr: '赵建国',
  jycs: '乌海市海勃湾区人民路88号3层',
  hdry: 160,
  fzrq: '20250601',
  yxqz: '20990531',
  zt: 'A',
  scbz: '0',
};

/** What each row has instead of the sound value; rows of one number share a line. */
const ODDITIES: readonly (readonly Partial<VendorRow>[])[] = [
  // Every word of the vocabulary, one that nobody knows, and none at all.
  [{ zt: 'A' }],
  [{ zt: 'B' }],
  [{ zt: 'C' }],
  [{ zt: 'D' }],
  [{ zt: 'E', yxqz: '20250531' }],
  [{ zt: 'X' }],
  [{ zt: 'Z' }],
  [{ zt: 'a' }],
  [{ zt: null }],
  // Dates.
  [{ yxqz: '99991231' }],
  [{ yxqz: '' }],
  [{ yxqz: null }],
  [{ yxqz: '20250230' }],
  [{ yxqz: '长期' }],
  [{ yxqz: '详见副本' }],
  [{ fzrq: null }],
  [{ fzrq: '20250631' }],
  [{ fzrq: '20260601', yxqz: '20250531' }],
  [{ yxqz: '20250531' }],
  // The holder's code, and persons where a code or a firm belongs.
  [{ tyshxydm: SOUND.tyshxydm!.toLowerCase() }],
  [{ tyshxydm: '９１１５０３０２ＭＡ０ＮＱ７Ｋ３０Ｊ' }],
  [{ tyshxydm: '150302669912345' }],
  [{ tyshxydm: '11010519491231002X', dwmc: '王建明', fddbr: '王建明' }],
  [{ tyshxydm: '91150302MA0NQ7K300' }],
  [{ tyshxydm: null }],
  [{ dwmc: '王建明（个体工商户）', fddbr: '王建明' }],
  [{ dwmc: '海勃湾区歌友会 联系电话13804735678' }],
  // Characters outside GBK, of four bytes in UTF-8, and markup.
  [{ dwmc: '乌海市㐂𠮷䶮文化娱乐有限公司', fddbr: '㐂大年' }],
  [{ dwmc: '＜星河＞&"娱乐"<b>有限公司', jycs: '乌海市海勃湾区\t人民路88号' }],
  // One number with several versions.
  [
    { fzrq: '20250601', yxqz: '20270531' },
    { fzrq: '20230601', yxqz: '20250531', zt: 'E' },
  ],
  [{ dwmc: '乌海市星河文化娱乐有限公司（旧）' }, { zt: 'B' }],
  [
    { yxqz: '99991231', zt: 'D' },
    { fzrq: '20260601', yxqz: '20990531' },
  ],
  [
    { yxqz: '20990531', zt: 'C' },
    { yxqz: '20250531', scbz: '0', zt: 'A', fzrq: '20230601' },
  ],
  // Kinds and numbers of people.
  [{ xkzlx: '02' }],
  [{ xkzlx: '03' }],
  [{ xkzlx: '04', hdry: null }],
  [{ xkzlx: '09' }],
  [{ xkzlx: null, hdry: -1 }],
  // Deleted: nobody outside sees it.
  [{ scbz: '1' }],
];

/** How the number itself may stand in its column. */
const ODD_NUMBERS = [
  '　150302169101',
  '150302169102　　',
  '１５０３０２１６９１０３',
  '蒙网文[2024]9104-302号',
  ' 150302169105',
];

/**
 * Rows that the demo world does not need but real systems have: no licence refers to their numbers, a sweep meets
 * them. The same at every start.
 */
export function awkwardRows(): VendorRow[] {
  const odd = ODDITIES.flatMap((versions, at) =>
    versions.map((oddity) => ({ ...SOUND, ...oddity, xkzbh: `15030216${FIRST_SERIAL + at}` })),
  );
  return [...odd, ...ODD_NUMBERS.map((xkzbh) => ({ ...SOUND, xkzbh }))];
}
