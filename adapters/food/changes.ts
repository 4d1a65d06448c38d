import { UnknownCursor, DepartmentFault, type ChangesPage } from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { changesOfRows } from '../sdk/mapping/changes-of-rows.ts';
import { instantOf, nextSweepFrom, readLocalTime, toLocalTime } from '../sdk/mapping/local-time.ts';
import { FOOD_ROWS } from './attribution.ts';
import type { FoodRow } from './mapping.ts';

export interface ChangeQuery {
  /** Rows changed at this second or later. */
  updatedSince: string;
  pageNo: number;
  pageSize: number;
}

/** Where a sweep stands: at the first page of what changed since, or among the many rows of one second. */
interface Position {
  since: string;
  page: number;
}

const PAGE_SIZE = 50;
/** The department caps every result at 10 000 rows; a page beyond repeats the last. */
const MOST_ROWS = 10_000;
const LAST_PAGE = MOST_ROWS / PAGE_SIZE;
const PAGES_A_STEP = 4;
const BEGINNING: Position = { since: '1970-01-01 00:00:00', page: 1 };

/**
 * One step over what changed, in the order of `gxsj`. It goes on from the last row's second, not by page number: pages
 * shift under the reader, since every row that changes moves to the end. Only the rows of one second are paged.
 * @param query one wire call @throws DepartmentFault, UnknownCursor
 */
export async function readChanges(
  after: string | null,
  query: (query: ChangeQuery) => Promise<RowPage>,
  now: Date,
): Promise<ChangesPage> {
  let position = after === null ? BEGINNING : readCursor(after);
  const rows: unknown[] = [];
  let total: number | null = null;
  for (let call = 1; call <= PAGES_A_STEP; call += 1) {
    const { since, page } = position;
    const answer = await query({ updatedSince: since, pageNo: page, pageSize: PAGE_SIZE });
    rows.push(...answer.rows);
    const last = lastStamp(answer.rows) ?? since;
    if (answer.rows.length < PAGE_SIZE || isLastPage(page, answer.total)) {
      const from = answer.rows.length === 0 ? since : nextSweepFrom(last, now);
      return pageOf(rows, writeCursor({ since: from, page: 1 }), false);
    }
    // Rows of this second were changed while they were read: the others moved up.
    const hasMoved = page > 1 && total !== null && answer.total !== total;
    total = answer.total;
    if (last > since) position = { since: last, page: 1 };
    else if (hasMoved) position = { since, page: 1 };
    else if (page < LAST_PAGE) position = { since, page: page + 1 };
    // More rows in one second than the department shows: the rest is seen by reads.
    else position = { since: secondAfter(since), page: 1 };
    if (position.page === 1) total = null;
  }
  return pageOf(rows, writeCursor(position), true);
}

function pageOf(rows: readonly unknown[], cursor: string, more: boolean): ChangesPage {
  return { ...changesOfRows<FoodRow>(rows, FOOD_ROWS, (row) => instantOf(row.gxsj)), cursor, more };
}

/** @throws DepartmentFault where the rows are in no order: a sweep would pass over some */
function lastStamp(rows: readonly unknown[]): string | null {
  let last: string | null = null;
  for (const row of rows) {
    const stamp = readLocalTime((row as FoodRow | null)?.gxsj);
    if (stamp === null) continue;
    if (last !== null && stamp < last) throw new DepartmentFault('BAD_DATA', 'rows not in the order of gxsj');
    last = stamp;
  }
  return last;
}

/** A total at the cap says nothing. */
function isLastPage(page: number, total: number | null): boolean {
  return total !== null && total < MOST_ROWS && page * PAGE_SIZE >= total;
}

function secondAfter(since: string): string {
  return toLocalTime(new Date(Date.parse(instantOf(since)!) + 1_000));
}

function writeCursor({ since, page }: Position): string {
  return `${since}#${page}`;
}

function readCursor(cursor: string): Position {
  const [, text, page] = /^(.{19})#([1-9]\d{0,2})$/.exec(cursor) ?? [];
  const since = readLocalTime(text);
  if (since === null) throw new UnknownCursor(cursor.slice(0, 40));
  return { since, page: Number(page) };
}
