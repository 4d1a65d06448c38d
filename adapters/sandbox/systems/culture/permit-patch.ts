import { NotInVocabulary, type PermitPatch } from '../../core/system.ts';
import { compactDate, kindCode, ROW_COLUMNS, statusCode } from './vendor-row.ts';

/** Columns of `wl_qzk.t_xkz` and their new values. */
export type ColumnChanges = Record<string, string | number | null>;

const RAW_COLUMNS: ReadonlySet<string> = new Set([...ROW_COLUMNS, 'gxsj']);

/** A patch in the vendor's words; `raw` goes last. @throws NotInVocabulary */
export function toColumnChanges(patch: PermitPatch): ColumnChanges {
  const changes: ColumnChanges = {};
  if (patch.status !== undefined) changes.zt = statusCode(patch.status);
  if (patch.validFrom !== undefined)
    changes.fzrq = patch.validFrom === null ? '' : compactDate(patch.validFrom);
  if (patch.validTo !== undefined)
    changes.yxqz = patch.validTo === null ? '99991231' : compactDate(patch.validTo);
  if (patch.scope !== undefined) changes.xkzlx = kindCode(patch.scope);
  if (patch.holderName !== undefined) changes.dwmc = patch.holderName;
  if (patch.address !== undefined) changes.jycs = patch.address;
  for (const [column, value] of Object.entries(patch.raw ?? {}))
    changes[rawColumn(column)] = rawValue(column, value);
  return changes;
}

function rawColumn(column: string): string {
  if (RAW_COLUMNS.has(column)) return column;
  throw new NotInVocabulary(
    `the culture system has no column "${column}"; it has: ${[...RAW_COLUMNS].join(', ')}`,
  );
}

function rawValue(column: string, value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new NotInVocabulary(`column "${column}" takes text, a number or null`);
}
