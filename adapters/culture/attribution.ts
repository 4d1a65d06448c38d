import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import type { PermitRecord } from '../../subgraphs/domain/permit-record.ts';
import type { ReadAnswer } from '../sdk/contract.ts';
import { readText } from './department-text.ts';
import type { ViewRow } from './front-database.ts';
import { toPermitRecord } from './mapping.ts';
import { haveSameTerm, newestRow } from './newest-row.ts';

/** Stands where bytes were no text of the agreed encoding. */
const REPLACEMENT = '\ufffd';

/** The normalised number of a row; null where the row cannot be attributed to any number. */
export function rowKey(row: ViewRow): string | null {
  const number = readText(row.xkzbh);
  return number == null ? null : permitNumberKey(number) || null;
}

/**
 * Gives every number asked for its part of the answer.
 *
 * "No such permit" is only said of an answer that makes sense throughout: where a row belongs to no number asked for,
 * or is not in the agreed encoding, the number without a row may be the one concerned.
 */
export function attributeRows(numbers: readonly string[], rows: readonly ViewRow[]): ReadAnswer[] {
  const rowsByKey = new Map<string, ViewRow[]>();
  const keys = numbers.map((number) => {
    const key = permitNumberKey(number);
    if (!rowsByKey.has(key)) rowsByKey.set(key, []);
    return key;
  });
  let strangers = 0;
  let garbled = 0;
  for (const row of rows) {
    if (isGarbled(row)) garbled += 1;
    const key = rowKey(row);
    const versions = key === null ? undefined : rowsByKey.get(key);
    if (versions === undefined) strangers += 1;
    else versions.push(row);
  }
  return numbers.map((number, at): ReadAnswer => {
    const versions = rowsByKey.get(keys[at]!)!;
    const newest = newestRow(versions);
    if (newest !== undefined) {
      if (versions.some(isGarbled)) return { kind: 'BAD', number, problem: 'a row that is not in UTF-8' };
      return { kind: 'FOUND', number, record: recordOf(newest, versions) };
    }
    if (strangers > 0) return { kind: 'BAD', number, problem: `${strangers} rows for numbers not asked for` };
    if (garbled > 0) return { kind: 'BAD', number, problem: `${garbled} rows that are not in UTF-8` };
    return { kind: 'ABSENT', number };
  });
}

/**
 * The record of the version in force. Several versions are usual, one for each renewal; two that claim the same term
 * are not, and are remarked upon.
 */
export function recordOf(newest: ViewRow, versions: readonly ViewRow[]): PermitRecord {
  const record = toPermitRecord(newest);
  if (!versions.some((row) => row !== newest && haveSameTerm(row, newest))) return record;
  const remark = { code: 'DUPLICATE_ROWS', message: '同一编号有多条期限相同的记录，已取序号最大的一条' };
  return { ...record, remarks: [...record.remarks, remark] };
}

function isGarbled(row: ViewRow): boolean {
  for (const column in row) {
    const value = row[column];
    if (typeof value === 'string' && value.includes(REPLACEMENT)) return true;
  }
  return false;
}
