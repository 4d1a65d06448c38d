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

/**
 * Where a sweep stands. The rows of one second that fill more than a page are read page by page, to their end and, since
 * a row that changes leaves them and the others move up, back again: what moves up is still to be read then.
 */
interface Position {
  /** The newest stamp that was seen. */
  newest: string;
  since: string;
  page: number;
  way: 'ON' | 'BACK';
}

const PAGE_SIZE = 50;
/** The department caps every result at 10 000 rows; a page beyond repeats the last. */
const MOST_ROWS = 10_000;
const LAST_PAGE = MOST_ROWS / PAGE_SIZE;
const PAGES_A_STEP = 4;
const FIRST_STAMP = '1970-01-01 00:00:00';
const BEGINNING: Position = { newest: FIRST_STAMP, since: FIRST_STAMP, page: 1, way: 'ON' };

/**
 * One step over what changed, in the order of `gxsj`. It goes on from the last row's second, not by page number: pages
 * shift under the reader, since every row that changes moves to the end.
 * @param query one wire call @throws DepartmentFault, UnknownCursor
 */
export async function readChanges(
  after: string | null,
  query: (query: ChangeQuery) => Promise<RowPage>,
  now: Date,
): Promise<ChangesPage> {
  let position = after === null ? BEGINNING : readCursor(after);
  const rows: unknown[] = [];
  for (let call = 1; call <= PAGES_A_STEP; call += 1) {
    const { since, page } = position;
    const answer = await query({ updatedSince: since, pageNo: page, pageSize: PAGE_SIZE });
    rows.push(...answer.rows);
    const next = nextPosition(position, answer);
    if (next === 'END') {
      const newest = newestOf(position.newest, lastStamp(answer.rows));
      const from = nextSweepFrom(newest, now);
      return pageOf(rows, writeCursor({ newest, since: from, page: 1, way: 'ON' }), false);
    }
    position = next;
  }
  return pageOf(rows, writeCursor(position), true);
}

function nextPosition(position: Position, { rows, total }: RowPage): Position | 'END' {
  const { since, page, way } = position;
  const last = lastStamp(rows);
  const newest = newestOf(position.newest, last);
  const beyond: Position = { newest, since: secondAfter(since), page: 1, way: 'ON' };
  if (way === 'BACK') return page > 1 ? { newest, since, page: page - 1, way } : beyond;
  const isEnd = rows.length < PAGE_SIZE || isLastPage(page, total);
  const isOneSecond = !isEnd && (last === null || last === since);
  // More rows in one second than the department shows: the rest is seen by reads.
  if (isOneSecond) return page < LAST_PAGE ? { newest, since, page: page + 1, way } : beyond;
  if (page > 1) return { newest, since, page: page - 1, way: 'BACK' };
  return isEnd || last === null ? 'END' : { newest, since: last, page: 1, way };
}

function newestOf(known: string, stamp: string | null): string {
  return stamp !== null && stamp > known ? stamp : known;
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

function writeCursor({ newest, since, page, way }: Position): string {
  return [newest, since, page, way].join('#');
}

function readCursor(cursor: string): Position {
  const [, newest, since, page, way] = /^(.{19})#(.{19})#([1-9]\d{0,2})#(ON|BACK)$/.exec(cursor) ?? [];
  if (!newest || !since || readLocalTime(newest) === null || readLocalTime(since) === null) {
    throw new UnknownCursor(cursor.slice(0, 60));
  }
  return { newest, since, page: Number(page), way: way as Position['way'] };
}
