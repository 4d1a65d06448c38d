import type { ViewRow } from '../../../../adapters/culture/front-database.ts';

/** The first row of the department's sample, as the driver hands it over. */
export const SOUND_ROW: ViewRow = Object.freeze({
  filled: 't',
  xh: '10231',
  xkzbh: '150302160012'.padEnd(30),
  xkzlx: '01',
  dwmc: '乌海市星河文化娱乐有限公司',
  tyshxydm: '91150302MA0NQ7K30J',
  jycs: '乌海市海勃湾区人民路88号3层',
  hdry: '160',
  fzrq: '20250601',
  yxqz: '20270531',
  zt: 'A',
  named_as_person: 'f',
});
