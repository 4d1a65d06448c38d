import { normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { DepartmentFault, type HeldPermit } from '../sdk/contract.ts';
import { newestRow, rowKey } from './attribution.ts';
import type { RowPage } from './business-answer.ts';
import { mapRow, type HealthRow } from './mapping.ts';
import { readText } from './row-text.ts';

export interface HolderQuery {
  uscc: string;
  /** From 1. */
  page: number;
  rows: number;
}

const PAGE_SIZE = 100;
/** No business holds ten thousand permits. */
const MOST_PAGES = 100;
/** Readings of one holder's pages before a total that never agrees counts as nonsense. */
const MOST_READINGS = 3;

/**
 * The permits that the businesses hold, one business after the other (the department bears five calls at once, and
 * live reads need them). Rows that are another business's are left out.
 * @param today `YYYY-MM-DD` in Beijing
 * @throws DepartmentFault BAD_DATA where the pages never agree with their total
 */
export async function findHeldPermits(
  usccs: readonly string[],
  query: (query: HolderQuery) => Promise<RowPage>,
  today: string,
): Promise<HeldPermit[]> {
  const held: HeldPermit[] = [];
  for (const uscc of new Set(usccs)) {
    const rowsByKey = Map.groupBy(await readAllPages(uscc, query), (row) => rowKey(row)!);
    for (const rows of rowsByKey.values()) {
      const row = newestRow(rows, today)!;
      const mapped = mapRow(row, today);
      if (mapped.kind === 'BAD') throw new DepartmentFault('BAD_DATA', mapped.problem);
      held.push({ uscc, number: readText(row.XKZH)!, record: mapped.record });
    }
  }
  return held;
}

async function readAllPages(
  uscc: string,
  query: (query: HolderQuery) => Promise<RowPage>,
): Promise<HealthRow[]> {
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const rows = await readPagesOnce(uscc, query);
    if (rows !== null) return rows.filter((row) => belongsTo(row, uscc));
  }
  throw new DepartmentFault('BAD_DATA', 'the pages of a holder’s permits never agree with their total');
}

/** @returns null where rows moved between pages while they were read */
async function readPagesOnce(
  uscc: string,
  query: (query: HolderQuery) => Promise<RowPage>,
): Promise<HealthRow[] | null> {
  const seen = new Set<string>();
  const rows: HealthRow[] = [];
  let firstTotal: number | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await query({ uscc, page, rows: PAGE_SIZE });
    if (page === 1) firstTotal = answer.total;
    // An answer without rows may say 0 in place of the total.
    else if (answer.total !== firstTotal && answer.rows.length > 0) return null;
    const sizeBefore = seen.size;
    for (const row of answer.rows) {
      if (rowKey(row) === null) throw new DepartmentFault('BAD_DATA', 'a row without a permit number');
      seen.add(JSON.stringify(row));
    }
    // Whatever a page beyond the end holds: what brings nothing new is the end and counts for nothing.
    const repeats = seen.size === sizeBefore;
    if (!repeats) rows.push(...(answer.rows as HealthRow[]));
    const isEnd = repeats || answer.rows.length < PAGE_SIZE;
    if (firstTotal !== null ? rows.length >= firstTotal : isEnd) return rows;
    if (isEnd) return null;
  }
  throw new DepartmentFault('BAD_DATA', `a holder with more than ${MOST_PAGES} pages of permits`);
}

function belongsTo(row: HealthRow, uscc: string): boolean {
  const code = readText(row.XYDM);
  return code != null && normaliseUscc(code) === normaliseUscc(uscc);
}
