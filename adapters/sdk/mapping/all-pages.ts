import { DepartmentFault } from '../contract.ts';
import type { RowPage } from './attribute-rows.ts';

export interface AllPagesOptions {
  /** Rows of a page, as asked for: a page with fewer is the last. */
  pageSize: number;
  /** Pages beyond which the answer is nonsense. */
  mostPages: number;
  /** @param page from 1 */
  read(page: number): Promise<RowPage>;
}

/** Readings of all pages before a total that never agrees counts as nonsense. */
const MOST_READINGS = 3;

/**
 * All rows of a department that answers page by page. Departments change while they are read: where the total moves
 * between two pages, rows have moved too, and the pages are read again from the start.
 * @throws DepartmentFault BAD_DATA where the pages never agree with their total, or never end
 */
export async function readAllPages(options: AllPagesOptions): Promise<unknown[]> {
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const rows = await readPagesOnce(options);
    if (rows !== null) return rows;
  }
  throw new DepartmentFault('BAD_DATA', 'the pages of a holder’s permits never agree with their total');
}

/** @returns null where rows moved between pages while they were read */
async function readPagesOnce({ pageSize, mostPages, read }: AllPagesOptions): Promise<unknown[] | null> {
  const seen = new Set<string>();
  const rows: unknown[] = [];
  let firstTotal: number | null = null;
  for (let pageNumber = 1; pageNumber <= mostPages; pageNumber += 1) {
    const page = await read(pageNumber);
    if (pageNumber === 1) firstTotal = page.total;
    // An answer without rows may say 0 in place of the total.
    else if (page.total !== firstTotal && page.rows.length > 0) return null;
    const sizeBefore = seen.size;
    for (const row of page.rows) seen.add(JSON.stringify(row));
    // Beyond the end some departments repeat the last page: what brings nothing new is the end and counts for nothing.
    const repeats = seen.size === sizeBefore;
    if (!repeats) rows.push(...page.rows);
    const isEnd = repeats || page.rows.length < pageSize;
    if (firstTotal !== null ? rows.length >= firstTotal : isEnd) return rows;
    if (isEnd) return null;
  }
  throw new DepartmentFault('BAD_DATA', `a holder with more than ${mostPages} pages of permits`);
}
