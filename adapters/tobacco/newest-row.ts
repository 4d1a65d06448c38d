import { readDepartmentDate } from '../../subgraphs/domain/department-date.ts';
import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import { splitRow, type TobaccoRow } from './row.ts';

export type RowChoice = { kind: 'ROW'; row: TobaccoRow; of: number } | { kind: 'BAD'; problem: string };

/**
 * The one row that speaks for a certificate. A renewal keeps the number, so the bureau may send the old row beside the
 * new one: the later update date wins, then the later end, then the later beginning. Rows of other numbers are passed
 * over; two different rows that nothing orders are not chosen between.
 */
export function newestRow(lines: readonly string[], key: string): RowChoice {
  const rows: TobaccoRow[] = [];
  let newest: TobaccoRow | undefined;
  let newestLine = '';
  let isContested = false;
  for (const line of lines) {
    const row = splitRow(line);
    // It may be the newest one of this very number.
    if (row === null) return { kind: 'BAD', problem: 'a row whose columns cannot be told apart' };
    if (permitNumberKey(row.number) !== key) continue;
    rows.push(row);
    const order = newest === undefined ? 1 : compareRows(row, newest);
    if (order > 0) {
      newest = row;
      newestLine = line;
      isContested = false;
    } else if (order === 0 && line !== newestLine) {
      isContested = true;
    }
  }
  if (newest === undefined) return { kind: 'BAD', problem: 'said to exist, but without a row' };
  if (isContested) return { kind: 'BAD', problem: 'two different rows of the same dates' };
  return { kind: 'ROW', row: newest, of: rows.length };
}

function compareRows(a: TobaccoRow, b: TobaccoRow): number {
  return (
    compareText(dayOf(a.updated, ''), dayOf(b.updated, '')) ||
    compareText(dayOf(a.validTo, '9999-12-31'), dayOf(b.validTo, '9999-12-31')) ||
    compareText(dayOf(a.validFrom, ''), dayOf(b.validFrom, ''))
  );
}

/** `YYYY-MM-DD`, so that the order of text is the order of days. An unreadable day is earlier than any other. */
function dayOf(raw: string, whenOpen: string): string {
  const { date, problem } = readDepartmentDate(raw);
  return date ?? (problem === null ? whenOpen : '');
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
