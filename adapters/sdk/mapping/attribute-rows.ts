import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import type { PermitRecord, PermitRemark } from '../../../subgraphs/domain/permit-record.ts';
import type { ReadAnswer } from '../contract.ts';
import { withRemark } from './with-remark.ts';

/** What a healthy answer of a department carries. */
export interface RowPage {
  /** None of them to be trusted. */
  rows: readonly unknown[];
  /** How many rows the department says there are in all; null where it does not say. */
  total: number | null;
}

/** A row in the hub's words, or why it cannot be put into them. */
export type MappedRow =
  /** `version` as the department counts it, where it does. */
  { kind: 'RECORD'; record: PermitRecord; version?: number | null } | { kind: 'BAD'; problem: string };

/** What only the department knows about its rows. */
export interface RowRules<Row> {
  /** The permit number as the row has it; null or undefined where it has none, or is no row at all. */
  numberOf(row: unknown): string | null | undefined;
  /** Of the rows for one number the one that speaks for the permit (see `newestBy`); undefined only of none. */
  newest(rows: readonly Row[]): Row | undefined;
  map(row: Row): MappedRow;
  /** Stands beside a record that was chosen among several rows. */
  duplicateRemark: PermitRemark;
  /** Whether several rows are worth that remark. Default: always. */
  areDuplicates?(newest: Row, rows: readonly Row[]): boolean;
  /** What is wrong with a row that makes the answer doubtful, e.g. `not in UTF-8`; null where nothing is. */
  flawOf?(row: unknown): string | null;
}

/** The normalised number of a row; null where the row cannot be attributed to any number. */
export function rowKey<Row>(row: unknown, rules: RowRules<Row>): string | null {
  const number = rules.numberOf(row);
  return number == null ? null : permitNumberKey(number) || null;
}

/**
 * Gives every number asked for its part of the answer, in the order asked.
 *
 * "No such permit" is only said of an answer that is whole and makes sense throughout: where a row belongs to no
 * number asked for, or has a flaw, or rows are missing from the stated total, the number without a row may be the one
 * concerned.
 */
export function attributeRows<Row>(
  numbers: readonly string[],
  page: RowPage,
  rules: RowRules<Row>,
): ReadAnswer[] {
  const rowsByKey = new Map<string, Row[]>();
  const keys = numbers.map((number) => {
    const key = permitNumberKey(number);
    if (!rowsByKey.has(key)) rowsByKey.set(key, []);
    return key;
  });
  let strangers = 0;
  for (const row of page.rows) {
    const key = rowKey(row, rules);
    const rows = key === null ? undefined : rowsByKey.get(key);
    if (rows === undefined) strangers += 1;
    else rows.push(row as Row);
  }
  let doubt: string | null | undefined;
  return numbers.map((number, at): ReadAnswer => {
    const rows = rowsByKey.get(keys[at]!)!;
    const newest = rules.newest(rows);
    if (newest !== undefined) return answerFor(number, newest, rows, rules);
    if (doubt === undefined) doubt = doubtOf(page, strangers, rules);
    return doubt === null ? { kind: 'ABSENT', number } : { kind: 'BAD', number, problem: doubt };
  });
}

/** Why nothing may be said to be absent; null where it may. */
function doubtOf<Row>({ rows, total }: RowPage, strangers: number, rules: RowRules<Row>): string | null {
  if (strangers > 0) return `${strangers} rows for numbers not asked for`;
  const flaw = rules.flawOf && firstFlaw(rows, rules.flawOf);
  if (flaw != null) return `a row beside it is ${flaw}`;
  const missing = total === null ? 0 : total - rows.length;
  return missing > 0 ? `${missing} rows are missing from the total` : null;
}

function answerFor<Row>(number: string, newest: Row, rows: readonly Row[], rules: RowRules<Row>): ReadAnswer {
  const flaw = rules.flawOf && firstFlaw(rows, rules.flawOf);
  if (flaw != null) return { kind: 'BAD', number, problem: `a row is ${flaw}` };
  const mapped = mapNewest(newest, rows, rules);
  if (mapped.kind === 'BAD') return { kind: 'BAD', number, problem: mapped.problem };
  const { record, version } = mapped;
  return version == null ? { kind: 'FOUND', number, record } : { kind: 'FOUND', number, record, version };
}

/** The chosen row in the hub's words, with the remark where it was chosen among duplicates. */
export function mapNewest<Row>(newest: Row, rows: readonly Row[], rules: RowRules<Row>): MappedRow {
  const mapped = rules.map(newest);
  if (mapped.kind === 'BAD' || rows.length === 1) return mapped;
  if (rules.areDuplicates && !rules.areDuplicates(newest, rows)) return mapped;
  return { ...mapped, record: withRemark(mapped.record, rules.duplicateRemark) };
}

function firstFlaw(rows: readonly unknown[], flawOf: (row: unknown) => string | null): string | null {
  for (const row of rows) {
    const flaw = flawOf(row);
    if (flaw !== null) return flaw;
  }
  return null;
}
