import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import type { ReadAnswer } from '../sdk/contract.ts';
import type { RowPage } from './envelope.ts';
import { readText } from './department-text.ts';
import { mapRow, versionOf, type FoodRow } from './mapping.ts';

/** The normalised number of a row; null where the row cannot be attributed to any number. */
export function rowKey(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const number = readText((row as FoodRow).xkzbh);
  return number == null ? null : permitNumberKey(number) || null;
}

/** Of two rows for one number the one with the higher version, then the later update, then the later issue. */
export function newestRow(rows: readonly FoodRow[]): FoodRow | undefined {
  let newest: FoodRow | undefined;
  for (const row of rows) if (newest === undefined || isNewer(row, newest)) newest = row;
  return newest;
}

/**
 * Gives every number asked for its part of the answer.
 *
 * "No such permit" is only said of an answer that is whole and makes sense throughout: where a row belongs to no
 * number asked for, or rows are missing from the stated total, the number without a row may be the one concerned.
 */
export function attributeRows(numbers: readonly string[], page: RowPage): ReadAnswer[] {
  const rowsByKey = new Map<string, FoodRow[]>();
  const keys = numbers.map((number) => {
    const key = permitNumberKey(number);
    if (!rowsByKey.has(key)) rowsByKey.set(key, []);
    return key;
  });
  let strangers = 0;
  for (const row of page.rows) {
    const key = rowKey(row);
    const rows = key === null ? undefined : rowsByKey.get(key);
    if (rows === undefined) strangers += 1;
    else rows.push(row as FoodRow);
  }
  const missing = page.total === null ? 0 : page.total - page.rows.length;
  return numbers.map((number, at): ReadAnswer => {
    const rows = rowsByKey.get(keys[at]!)!;
    const row = newestRow(rows);
    if (row !== undefined) return answerFor(number, row, rows.length);
    if (strangers > 0) return { kind: 'BAD', number, problem: `${strangers} rows for numbers not asked for` };
    if (missing > 0) return { kind: 'BAD', number, problem: `${missing} rows are missing from the total` };
    return { kind: 'ABSENT', number };
  });
}

function answerFor(number: string, row: FoodRow, rowCount: number): ReadAnswer {
  const mapped = mapRow(row);
  if (mapped.kind === 'BAD') return { kind: 'BAD', number, problem: mapped.problem };
  const { version } = mapped;
  let { record } = mapped;
  if (rowCount > 1) {
    const remark = { code: 'DUPLICATE_ROWS', message: '许可机关对同一编号返回多条记录，已取版本最高的一条' };
    record = { ...record, remarks: [...record.remarks, remark] };
  }
  return { kind: 'FOUND', number, record, ...(version === null ? {} : { version }) };
}

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
