import { readDepartmentDate } from '../../subgraphs/domain/department-date.ts';
import { isInForce } from '../../subgraphs/domain/permit-status.ts';
import type { ReadAnswer } from '../sdk/contract.ts';
import { attributeRows as attribute, type RowPage, type RowRules } from '../sdk/mapping/attribute-rows.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { newestBy } from '../sdk/mapping/newest-by.ts';
import { mapRow, type HealthRow } from './mapping.ts';

/**
 * How this department's rows are told apart, chosen between and read.
 * @param today `YYYY-MM-DD` in Beijing
 */
export function healthRows(today: string): RowRules<HealthRow> {
  return {
    numberOf: (row) => (typeof row === 'object' && row !== null ? readText((row as HealthRow).XKZH) : null),
    newest: newestBy((row, than) => isNewer(row, than, today)),
    map: (row) => mapRow(row, today),
    duplicateRemark: {
      code: 'DUPLICATE_ROWS',
      message: '许可机关对同一编号返回多条记录，已取最新的一条',
    },
  };
}

/** Gives every number asked for its part of the answer. @param today `YYYY-MM-DD` in Beijing */
export function attributeRows(numbers: readonly string[], page: RowPage, today: string): ReadAnswer[] {
  return attribute(numbers, page, healthRows(today));
}

/** Sorts before every date where there is none, or none that can be read. */
const NEVER = '';
/** An end that is open lies behind every other. */
const OPEN_ENDED = '9999-12-31';

/**
 * Of two rows for one number the one issued later, then the one that ends later, then the one checked later: the
 * department has no version. Where all are the same, the one that is not in force, since only that can do harm if
 * overlooked.
 */
function isNewer(row: HealthRow, than: HealthRow, today: string): boolean {
  for (const [element, open] of [
    ['FZRQ', NEVER],
    ['YXQZ', OPEN_ENDED],
    ['FHRQ', NEVER],
  ] as const) {
    const left = dateOf(row[element], open);
    const right = dateOf(than[element], open);
    if (left !== right) return left > right;
  }
  return statusIsInForce(than, today) && !statusIsInForce(row, today);
}

function dateOf(raw: unknown, open: string): string {
  const { date, problem } = readDepartmentDate(raw);
  return date ?? (problem === null ? open : NEVER);
}

function statusIsInForce(row: HealthRow, today: string): boolean {
  const mapped = mapRow(row, today);
  return mapped.kind === 'RECORD' && isInForce(mapped.record.status);
}
