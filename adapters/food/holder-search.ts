import { normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { DepartmentFault, type HeldPermit } from '../sdk/contract.ts';
import { newestRow, rowKey } from './attribution.ts';
import { readText } from './department-text.ts';
import type { RowPage } from './envelope.ts';
import { mapRow, type FoodRow } from './mapping.ts';

export interface HolderQuery {
  uscc: string;
  /** From 1. */
  pageNo: number;
  pageSize: number;
}

const PAGE_SIZE = 50;
/** The department caps a result at 10 000 rows. */
const MOST_PAGES = 10_000 / PAGE_SIZE;
/** Readings of one holder's pages before a total that never agrees counts as nonsense. */
const MOST_READINGS = 3;

/**
 * The permits that the businesses hold, one business after the other (the department's rate is small). Rows that are
 * another business's are left out.
 * @throws DepartmentFault BAD_DATA where the pages never agree with their total
 */
export async function findHeldPermits(
  usccs: readonly string[],
  query: (query: HolderQuery) => Promise<RowPage>,
): Promise<HeldPermit[]> {
  const held: HeldPermit[] = [];
  for (const uscc of new Set(usccs)) {
    const rowsByKey = Map.groupBy(await readAllPages(uscc, query), (row) => rowKey(row) ?? '');
    for (const [key, rows] of rowsByKey) {
      const row = newestRow(rows);
      if (key === '' || row === undefined) continue;
      const number = readText(row.xkzbh)!;
      const mapped = mapRow(row);
      if (mapped.kind === 'BAD') throw new DepartmentFault('BAD_DATA', mapped.problem);
      held.push({ uscc, number, record: mapped.record });
    }
  }
  return held;
}

async function readAllPages(
  uscc: string,
  query: (query: HolderQuery) => Promise<RowPage>,
): Promise<FoodRow[]> {
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
): Promise<FoodRow[] | null> {
  const seen = new Set<string>();
  const rows: FoodRow[] = [];
  let firstTotal: number | null = null;
  for (let pageNo = 1; pageNo <= MOST_PAGES; pageNo += 1) {
    const page = await query({ uscc, pageNo, pageSize: PAGE_SIZE });
    if (pageNo === 1) firstTotal = page.total;
    else if (page.total !== firstTotal) return null;
    const sizeBefore = seen.size;
    for (const row of page.rows as FoodRow[]) {
      const key = rowKey(row);
      if (key === null) throw new DepartmentFault('BAD_DATA', 'a row without a permit number');
      seen.add(`${key} ${String(row.bbh)} ${String(row.gxsj)}`);
    }
    // A page beyond the end repeats the last one: what brings nothing new is the end and counts for nothing.
    const repeats = seen.size === sizeBefore;
    if (!repeats) rows.push(...(page.rows as FoodRow[]));
    const isEnd = repeats || page.rows.length < PAGE_SIZE;
    if (page.total !== null ? rows.length >= page.total : isEnd) return rows;
    if (isEnd) return null;
  }
  return rows;
}

function belongsTo(row: FoodRow, uscc: string): boolean {
  const code = readText(row.tyshxydm);
  return code != null && normaliseUscc(code) === normaliseUscc(uscc);
}
