import { DepartmentFault, UnknownCursor, type ChangesPage, type Notice } from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { changesOfRows } from '../sdk/mapping/changes-of-rows.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { healthRows } from './attribution.ts';
import type { HealthRow } from './mapping.ts';

/** Where a sweep stands: the next page of this round over everything, and the last notice that was fetched. */
interface Position {
  page: number;
  notice: number;
}

export interface ChangeCalls {
  /** All permits, page by page. @param page from 1 */
  permits(page: number, rows: number): Promise<RowPage>;
  /** Notices behind a serial number, oldest first. */
  notices(after: number, rows: number): Promise<RowPage>;
}

const PAGE_SIZE = 100;
const PAGES_A_STEP = 5;
const MOST_NOTICES = 100;
/** A notice may be put out after one with a higher serial number: these many are looked at again. */
const NOTICES_AGAIN = 50;
const BEGINNING: Position = { page: 1, notice: 0 };

/**
 * One step over everything: the department counts no versions and keeps no times, so that a sweep is a round over all
 * its permits, a few pages a step. Rows may move from page to page meanwhile; what one round misses, the next one sees.
 * The notices that it leaves to be fetched come first.
 * @param today `YYYY-MM-DD` in Beijing @throws DepartmentFault, UnknownCursor
 */
export async function readChanges(
  after: string | null,
  calls: ChangeCalls,
  today: string,
): Promise<ChangesPage> {
  const from = after === null ? BEGINNING : readCursor(after);
  const again = Math.max(0, from.notice - NOTICES_AGAIN);
  const { notices, last } = readNotices((await calls.notices(again, MOST_NOTICES)).rows, from.notice);
  const rows: unknown[] = [];
  let total: number | null = null;
  let page = from.page;
  let isEnd = false;
  for (let call = 1; call <= PAGES_A_STEP && !isEnd; call += 1) {
    const answer = await calls.permits(page, PAGE_SIZE);
    rows.push(...answer.rows);
    total = answer.total;
    isEnd = answer.rows.length < PAGE_SIZE || (total !== null && page * PAGE_SIZE >= total);
    page += 1;
  }
  return {
    ...changesOfRows<HealthRow>(rows, healthRows(today), () => null),
    notices,
    cursor: writeCursor({ page: isEnd ? 1 : page, notice: last }),
    more: !isEnd,
    ...(total === null ? {} : { total }),
  };
}

function readNotices(rows: readonly unknown[], after: number): { notices: Notice[]; last: number } {
  let last = after;
  const notices = rows.flatMap((raw): Notice[] => {
    const row = raw as HealthRow;
    const serial = Number(readText(row.XH) ?? Number.NaN);
    if (!Number.isSafeInteger(serial))
      throw new DepartmentFault('BAD_DATA', 'a notice without a serial number');
    last = Math.max(last, serial);
    const number = readText(row.XKZH);
    // Without a number it says nothing; the round sees what there is.
    return number == null ? [] : [{ key: String(serial), number, sentAt: instantOf(readText(row.SJ)) }];
  });
  return { notices, last };
}

/** `YYYYMMDDhhmmss` in Beijing. */
function instantOf(text: string | null | undefined): string | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
  return Number.isNaN(Date.parse(instant)) ? null : instant;
}

function writeCursor({ page, notice }: Position): string {
  return `${page}#${notice}`;
}

function readCursor(cursor: string): Position {
  const [, page, notice] = /^([1-9]\d{0,6})#(\d{1,15})$/.exec(cursor) ?? [];
  if (page === undefined) throw new UnknownCursor(cursor.slice(0, 40));
  return { page: Number(page), notice: Number(notice) };
}
