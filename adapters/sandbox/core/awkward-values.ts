import { fullWidth } from './full-width.ts';

/** What stands in a column where a date belongs, each with the name of its oddity. @param year of those that are dates */
export function awkwardDates(year: number): readonly (readonly [what: string, date: string])[] {
  return [
    ['空日期', ''],
    ['全九日期', '99991231'],
    ['不存在日期', '20250230'],
    ['长期', '长期'],
    ['斜线日期', `${year}/7/1`],
    ['全角日期', fullWidth(`${year}0701`)],
    ['文字日期', '见副本'],
  ];
}

/** How one business's code is typed, and what stands in its place. @param oldNumber a 15-digit registration number */
export function awkwardHolderCodes(
  uscc: string,
  oldNumber: string,
): readonly (readonly [what: string, code: string])[] {
  return [
    ['小写代码', uscc.toLowerCase()],
    ['全角代码', fullWidth(uscc)],
    ['带空格代码', ` ${uscc}　`],
    ['旧注册号', oldNumber],
    // The worked example of GB 11643, nobody's number.
    ['身份证号', '11010519491231002X'],
  ];
}
