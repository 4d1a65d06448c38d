import { normaliseUscc } from '../../../subgraphs/domain/uscc.ts';
import { DepartmentFault, type HeldPermit } from '../contract.ts';
import { readAllPages } from './all-pages.ts';
import { rowKey, type RowPage, type RowRules } from './attribute-rows.ts';

/** How a department is asked for the permits of one business, page by page. */
export interface HolderSearch<Row> {
  rules: RowRules<Row>;
  /** The holder's code as the row has it; null or undefined where it has none. */
  holderOf(row: Row): string | null | undefined;
  pageSize: number;
  /** Pages beyond which the answer is nonsense. */
  mostPages: number;
  /** @param page from 1 */
  query(uscc: string, page: number): Promise<RowPage>;
}

/**
 * The permits that the businesses hold, one business after the other: departments bear few calls, and live reads need
 * them. Of several rows for one number the newest; rows that are another business's are left out.
 * @throws DepartmentFault BAD_DATA where a row cannot be understood, or the pages never agree with their total
 */
export async function searchByHolder<Row>(
  usccs: readonly string[],
  search: HolderSearch<Row>,
): Promise<HeldPermit[]> {
  const held: HeldPermit[] = [];
  for (const uscc of new Set(usccs)) held.push(...(await permitsOf(uscc, search)));
  return held;
}

async function permitsOf<Row>(uscc: string, search: HolderSearch<Row>): Promise<HeldPermit[]> {
  const { rules, pageSize, mostPages } = search;
  const rows = await readAllPages({ pageSize, mostPages, read: (page) => readPage(uscc, page, search) });
  const own = (rows as Row[]).filter((row) => isHeldBy(uscc, search.holderOf(row)));
  return Array.from(Map.groupBy(own, (row) => rowKey(row, rules)).values(), (versions) => {
    const newest = rules.newest(versions)!;
    const mapped = rules.map(newest);
    if (mapped.kind === 'BAD') throw new DepartmentFault('BAD_DATA', mapped.problem);
    return { uscc, number: rules.numberOf(newest)!, record: mapped.record };
  });
}

async function readPage<Row>(uscc: string, page: number, search: HolderSearch<Row>): Promise<RowPage> {
  const answer = await search.query(uscc, page);
  // It may be the newest row of any permit.
  if (answer.rows.some((row) => rowKey(row, search.rules) === null)) {
    throw new DepartmentFault('BAD_DATA', 'a row without a permit number');
  }
  return answer;
}

function isHeldBy(uscc: string, code: string | null | undefined): boolean {
  return code != null && normaliseUscc(code) === normaliseUscc(uscc);
}
