import type { ReadAnswer } from '../sdk/contract.ts';
import { attributeRows as attribute, type RowPage, type RowRules } from '../sdk/mapping/attribute-rows.ts';
import { newestBy } from '../sdk/mapping/newest-by.ts';
import { readText } from './department-text.ts';
import { mapRow, versionOf, type FoodRow } from './mapping.ts';

/** How this department's rows are told apart, chosen between and read. */
export const FOOD_ROWS: RowRules<FoodRow> = {
  numberOf: (row) => (typeof row === 'object' && row !== null ? readText((row as FoodRow).xkzbh) : null),
  newest: newestBy(isNewer),
  map: mapRow,
  duplicateRemark: {
    code: 'DUPLICATE_ROWS',
    message: '许可机关对同一编号返回多条记录，已取版本最高的一条',
  },
};

/** Gives every number asked for its part of the answer. */
export function attributeRows(numbers: readonly string[], page: RowPage): ReadAnswer[] {
  return attribute(numbers, page, FOOD_ROWS);
}

/** Of two rows for one number the one with the higher version, then the later update, then the later issue. */
function isNewer(row: FoodRow, than: FoodRow): boolean {
  const versions = (versionOf(row) ?? -1) - (versionOf(than) ?? -1);
  if (versions !== 0) return versions > 0;
  const updates = compareText(row.gxsj, than.gxsj);
  return updates !== 0 ? updates > 0 : compareText(row.fzrq, than.fzrq) > 0;
}

/** `2026-05-06 09:31:22`: order of text is order of time. */
function compareText(a: unknown, b: unknown): number {
  const left = typeof a === 'string' ? a : '';
  const right = typeof b === 'string' ? b : '';
  return left === right ? 0 : left < right ? -1 : 1;
}
