import type { HeldPermit } from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { searchByHolder } from '../sdk/mapping/holder-search.ts';
import { healthRows } from './attribution.ts';

export interface HolderQuery {
  uscc: string;
  /** From 1. */
  page: number;
  rows: number;
}

const PAGE_SIZE = 100;
/** No business holds ten thousand permits. */
const MOST_PAGES = 100;

/**
 * The permits that the businesses hold.
 * @param query one wire call @param today `YYYY-MM-DD` in Beijing @throws DepartmentFault
 */
export function findHeldPermits(
  usccs: readonly string[],
  query: (query: HolderQuery) => Promise<RowPage>,
  today: string,
): Promise<HeldPermit[]> {
  return searchByHolder(usccs, {
    rules: healthRows(today),
    holderOf: (row) => readText(row.XYDM),
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    query: (uscc, page) => query({ uscc, page, rows: PAGE_SIZE }),
  });
}
