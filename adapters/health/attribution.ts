import { readDepartmentDate } from '../../subgraphs/domain/department-date.ts';
import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import { isInForce } from '../../subgraphs/domain/permit-status.ts';
import type { ReadAnswer } from '../sdk/contract.ts';
import type { RowPage } from './business-answer.ts';
import { mapRow, type HealthRow } from './mapping.ts';
import { readText } from './row-text.ts';

/** The normalised number of a row; null where the row cannot be attributed to any number. */
export function rowKey(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return null;
  const number = readText((row as HealthRow).XKZH);
  return number == null ? null : permitNumberKey(number) || null;
}

/**
 * Of two rows for one number the one issued later, then the one that ends later, then the one checked later: the
 * department has no version. Where all are the same, the one that is not in force, since only that can do harm if
 * overlooked.
 */
export function newestRow(rows: readonly HealthRow[], today: string): HealthRow | undefined {
  let newest: HealthRow | undefined;
  for (const row of rows) if (newest === undefined || isNewer(row, newest, today)) newest = row;
  return newest;
}

/**
 * Gives every number asked for its part of the answer.
 *
 * "No such permit" is only said of an answer that is whole and makes sense throughout: where a row belongs to no
 * number asked for, or rows are missing from the stated total, the number without a row may be the one concerned.
 * @param today `YYYY-MM-DD` in Beijing
 */
export function attributeRows(numbers: readonly string[], page: RowPage, today: string): ReadAnswer[] {
  const rowsByKey = new Map<string, HealthRow[]>();
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
    else rows.push(row as HealthRow);
  }
  const missing = page.total === null ? 0 : page.total - page.rows.length;
  return numbers.map((number, at): ReadAnswer => {
    const rows = rowsByKey.get(keys[at]!)!;
    const row = newestRow(rows, today);
    if (row !== undefined) return answerFor(number, row, rows.length, today);
    if (strangers > 0) return { kind: 'BAD', number, problem: `${strangers} rows for numbers not asked for` };
    if (missing > 0) return { kind: 'BAD', number, problem: `${missing} rows are missing from the total` };
    return { kind: 'ABSENT', number };
  });
}

function answerFor(number: string, row: HealthRow, rowCount: number, today: string): ReadAnswer {
  const mapped = mapRow(row, today);
  if (mapped.kind === 'BAD') return { kind: 'BAD', number, problem: mapped.problem };
  const { record } = mapped;
  if (rowCount === 1) return { kind: 'FOUND', number, record };
  const remark = { code: 'DUPLICATE_ROWS', message: '许可机关对同一编号返回多条记录，已取最新的一条' };
  return { kind: 'FOUND', number, record: { ...record, remarks: [...record.remarks, remark] } };
}

/** Sorts before every date where there is none, or none that can be read. */
const NEVER = '';
/** An end that is open lies behind every other. */
const OPEN_ENDED = '9999-12-31';

function isNewer(row: HealthRow, than: HealthRow, today: string): boolean {
  for (const [element, open] of [
    ['FZRQ', NEVER],
    ['YXQZ', OPEN_ENDED],
    ['FHRQ', NEVER],
  ] as const) {
    const left = dateOf(row[element], open);
    const right = dateOf(than[element], open);
    if (left !== right) return left > right;
  }
  return statusIsInForce(than, today) && !statusIsInForce(row, today);
}

function dateOf(raw: unknown, open: string): string {
  const { date, problem } = readDepartmentDate(raw);
  return date ?? (problem === null ? open : NEVER);
}

function statusIsInForce(row: HealthRow, today: string): boolean {
  const mapped = mapRow(row, today);
  return mapped.kind === 'RECORD' && isInForce(mapped.record.status);
}
