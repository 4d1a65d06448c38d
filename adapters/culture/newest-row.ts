import { readDepartmentDate } from '../../subgraphs/domain/department-date.ts';
import type { ViewRow } from './front-database.ts';

/** What orders the versions of one permit; each part as text whose order is the meaning's. */
interface Rank {
  end: string;
  issued: string;
  serial: bigint;
}

/** After every date. */
const OPEN_ENDED = '~';
/** Before every date. */
const UNREADABLE = '';

/**
 * The row in force among the versions of one permit: the department keeps one for each renewal. By end date, then
 * date of issue, then `xh`; an open-ended one counts as the newest. Never by `gxsj`: bulk jobs stamp every row alike.
 */
export function newestRow(rows: readonly ViewRow[]): ViewRow | undefined {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return first;
  let newest = first;
  let newestRank = rankOf(first);
  for (const row of rows.slice(1)) {
    const rank = rankOf(row);
    if (compareRanks(rank, newestRank) <= 0) continue;
    newest = row;
    newestRank = rank;
  }
  return newest;
}

/** Whether two rows claim the same term, so that only their serial numbers tell which one is in force. */
export function haveSameTerm(a: ViewRow, b: ViewRow): boolean {
  const [left, right] = [rankOf(a), rankOf(b)];
  return left.end === right.end && left.issued === right.issued;
}

function rankOf(row: ViewRow): Rank {
  return { end: endOf(row), issued: dateOf(row.fzrq), serial: serialOf(row.xh) };
}

/**
 * Where the end is missing or unreadable, a permit ends at least not before it was issued. It must not fall behind its
 * predecessor: a revoked permit with a mistyped date would otherwise be shown as the version before, still valid.
 */
function endOf(row: ViewRow): string {
  const { date, problem } = readDepartmentDate(row.yxqz);
  // NULL is no agreed way to write "open-ended".
  if (problem === null && row.yxqz != null) return date ?? OPEN_ENDED;
  const digits = /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(typeof row.yxqz === 'string' ? row.yxqz : '');
  const mistyped = digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : UNREADABLE;
  const issued = dateOf(row.fzrq);
  return mistyped > issued ? mistyped : issued;
}

function dateOf(raw: unknown): string {
  return readDepartmentDate(raw).date ?? UNREADABLE;
}

function serialOf(raw: unknown): bigint {
  const text = String(raw).trim();
  return /^-?\d{1,19}$/.test(text) ? BigInt(text) : -(2n ** 63n);
}

function compareRanks(a: Rank, b: Rank): number {
  return compare(a.end, b.end) || compare(a.issued, b.issued) || compare(a.serial, b.serial);
}

function compare<T extends string | bigint>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
