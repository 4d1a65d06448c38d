import { DepartmentFault } from '../sdk/contract.ts';
import type { FrontDatabase, ViewRow } from './front-database.ts';
import { otherSpellings } from './number-spellings.ts';

/** Rows of one page; fifty permits with all their renewals have a few hundred. */
const MOST_ROWS = 1_000;

/**
 * What is read of a row. The name of the legal person (`fddbr`) stays where it is: the database itself says whether
 * the business trades under it.
 */
export const PERMIT_COLUMNS = `v.xh, v.xkzbh, v.xkzlx, v.dwmc, v.tyshxydm, v.jycs, v.hdry, v.fzrq, v.yxqz, v.zt,
  btrim(split_part(translate(v.dwmc, '([［【〔', '（（（（（'), '（', 1), ' 　') = btrim(v.fddbr, ' 　') AS named_as_person`;

/** Says in the same snapshot whether the view has any row: every night a reload empties it for minutes. */
const FILLED = `(SELECT EXISTS (SELECT 1 FROM wl_qzk.v_xkz)) AS view (filled)`;

/**
 * The parameters are `bpchar`, as is the column: compared as `text`, the column's padding would count and its index
 * would not serve. $1 are the numbers as asked for, $2 their other spellings.
 */
const BY_NUMBER = `SELECT view.filled, ${PERMIT_COLUMNS}
  FROM ${FILLED} LEFT JOIN wl_qzk.v_xkz v ON v.xkzbh = ANY ($1::bpchar[] || $2::bpchar[])
  LIMIT ${MOST_ROWS + 1}`;

/** All versions of every number that a business appears on: the newest may be another's by now. */
const BY_HOLDER = `SELECT view.filled, held.*
  FROM ${FILLED} LEFT JOIN LATERAL (
    SELECT ${PERMIT_COLUMNS} FROM wl_qzk.v_xkz v
    WHERE v.xkzbh IN (SELECT h.xkzbh FROM wl_qzk.v_xkz h WHERE h.tyshxydm = ANY ($1::varchar[])) AND v.xh > $2::bigint
    ORDER BY v.xh LIMIT ${MOST_ROWS}
  ) held ON true`;

/** @throws DepartmentFault MAINTENANCE where the view is empty */
export async function readByNumber(
  database: FrontDatabase,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<readonly ViewRow[]> {
  // No text of PostgreSQL holds NUL; one such number would spoil the whole batch.
  const storable = numbers.filter((number) => !number.includes('\0'));
  const values = [textArray(storable), textArray(storable.flatMap(otherSpellings))];
  const rows = rowsOfFilledView(await database.rows(BY_NUMBER, values, signal));
  if (rows.length > MOST_ROWS) {
    throw new DepartmentFault('BAD_DATA', `more than ${MOST_ROWS} rows for ${numbers.length} numbers`);
  }
  return rows;
}

/** Page by page in the order of `xh`. @throws DepartmentFault */
export async function readByHolder(
  database: FrontDatabase,
  usccs: readonly string[],
  signal: AbortSignal,
): Promise<readonly ViewRow[]> {
  const rows: ViewRow[] = [];
  for (let after = '-9223372036854775808'; ;) {
    const page = rowsOfFilledView(await database.rows(BY_HOLDER, [textArray(usccs), after], signal));
    rows.push(...page);
    if (page.length < MOST_ROWS) return rows;
    const last = String(page.at(-1)?.xh);
    if (!/^-?\d{1,19}$/.test(last) || BigInt(last) <= BigInt(after)) {
      throw new DepartmentFault('BAD_DATA', 'a page of rows that does not go on from the last one');
    }
    after = last;
  }
}

/** The one row of an outer join without a match says only whether the view is filled. */
function rowsOfFilledView(rows: readonly ViewRow[]): readonly ViewRow[] {
  const [first] = rows;
  if (first === undefined) throw new DepartmentFault('BAD_DATA', 'an answer without its first row');
  if (first.filled === 'f') {
    throw new DepartmentFault('MAINTENANCE', 'the view is empty: it is being reloaded (接口库正在重新加载)');
  }
  if (first.filled !== 't')
    throw new DepartmentFault('BAD_DATA', 'an answer without the mark of a filled view');
  return first.xh === null && first.xkzbh === null ? rows.slice(1) : rows;
}

/** An array literal; far cheaper than the driver's own for hundreds of short texts. */
function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
