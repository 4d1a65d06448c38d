import type { ReadAnswer } from '../sdk/contract.ts';
import { attributeRows as attribute, type RowRules } from '../sdk/mapping/attribute-rows.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import type { ViewRow } from './front-database.ts';
import { toPermitRecord } from './mapping.ts';
import { haveSameTerm, newestRow } from './newest-row.ts';

/** Stands where bytes were no text of the agreed encoding. */
const REPLACEMENT = '\ufffd';

/** How this department's rows are told apart, chosen between and read. */
export const CULTURE_ROWS: RowRules<ViewRow> = {
  numberOf: (row) => readText((row as ViewRow).xkzbh),
  newest: newestRow,
  map: (row) => ({ kind: 'RECORD', record: toPermitRecord(row) }),
  duplicateRemark: {
    code: 'DUPLICATE_ROWS',
    message: '同一编号有多条期限相同的记录，已取序号最大的一条',
  },
  // Several versions are usual, one for each renewal; two that claim the same term are not.
  areDuplicates: (newest, rows) => rows.some((row) => row !== newest && haveSameTerm(row, newest)),
  flawOf: (row) => (isGarbled(row as ViewRow) ? 'not in UTF-8' : null),
};

/** Gives every number asked for its part of the answer. The view does not say how many rows there are in all. */
export function attributeRows(numbers: readonly string[], rows: readonly ViewRow[]): ReadAnswer[] {
  return attribute(numbers, { rows, total: null }, CULTURE_ROWS);
}

function isGarbled(row: ViewRow): boolean {
  for (const column in row) {
    const value = row[column];
    if (typeof value === 'string' && value.includes(REPLACEMENT)) return true;
  }
  return false;
}
