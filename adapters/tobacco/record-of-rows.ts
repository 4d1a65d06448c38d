import type { PermitRecord } from '../../subgraphs/domain/permit-record.ts';
import { withRemark } from '../sdk/mapping/with-remark.ts';
import { mapRow } from './mapping.ts';
import { newestRow } from './newest-row.ts';

export type ReadRecord =
  /** `number` as the bureau writes it. */
  { kind: 'RECORD'; number: string; record: PermitRecord } | { kind: 'BAD'; problem: string };

/** The record that the bureau's rows for one certificate make. @param key its normalised number */
export function readRecord(lines: readonly string[], key: string): ReadRecord {
  const choice = newestRow(lines, key);
  if (choice.kind === 'BAD') return choice;
  const record = mapRow(choice.row);
  const { number } = choice.row;
  if (choice.of === 1) return { kind: 'RECORD', number, record };
  const remark = {
    code: 'DUPLICATE_ROWS',
    message: '许可机关对同一编号返回多条记录，已取更新日期最近的一条',
  };
  return { kind: 'RECORD', number, record: withRemark(record, remark) };
}
