import type { HeldPermit } from '../sdk/contract.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { searchByHolder } from '../sdk/mapping/holder-search.ts';
import { FOOD_ROWS } from './attribution.ts';
import { readText } from './department-text.ts';

export interface HolderQuery {
  uscc: string;
  /** From 1. */
  pageNo: number;
  pageSize: number;
}

const PAGE_SIZE = 50;
/** The department caps a result at 10 000 rows. */
const MOST_PAGES = 10_000 / PAGE_SIZE;

/** The permits that the businesses hold. @param query one wire call @throws DepartmentFault */
export function findHeldPermits(
  usccs: readonly string[],
  query: (query: HolderQuery) => Promise<RowPage>,
): Promise<HeldPermit[]> {
  return searchByHolder(usccs, {
    rules: FOOD_ROWS,
    holderOf: (row) => readText(row.tyshxydm),
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    query: (uscc, pageNo) => query({ uscc, pageNo, pageSize: PAGE_SIZE }),
  });
}
