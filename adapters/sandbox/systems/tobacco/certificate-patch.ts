import { NotInVocabulary, type PermitPatch } from '../../core/system.ts';
import { CERTIFICATE_COLUMNS, compactDate, type CertificateRow } from './certificate-row.ts';
import { statusCode } from './vocabulary.ts';

const RAW_COLUMNS: ReadonlySet<string> = new Set(CERTIFICATE_COLUMNS.filter((column) => column !== 'xkzh'));

/**
 * A patch as columns. `raw` may say anything that a text column can hold, sense or nonsense, a pipe included; null is
 * an empty column, as in the bureau's files.
 * @throws NotInVocabulary where the bureau has no such column or cannot hold the value
 */
export function toColumnChanges(patch: PermitPatch): Partial<CertificateRow> {
  const changes: Partial<CertificateRow> = {};
  if (patch.status !== undefined) changes.zt = statusCode(patch.status);
  if (patch.validFrom !== undefined)
    changes.yxqq = patch.validFrom === null ? '' : compactDate(patch.validFrom);
  if (patch.validTo !== undefined) changes.yxqz = compactDate(patch.validTo);
  if (patch.scope !== undefined) changes.xkfw = (patch.scope ?? []).join('；');
  if (patch.holderName !== undefined) changes.qymc = patch.holderName ?? '';
  if (patch.address !== undefined) changes.jydz = patch.address ?? '';
  for (const [column, value] of Object.entries(patch.raw ?? {})) {
    if (!RAW_COLUMNS.has(column)) {
      throw new NotInVocabulary(`tobacco has no column ${column}; it has ${[...RAW_COLUMNS].join(', ')}`);
    }
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      throw new NotInVocabulary(`tobacco's column ${column} holds text, a number or null`);
    }
    changes[column as keyof CertificateRow] = value === null ? '' : String(value);
  }
  for (const [column, value] of Object.entries(changes)) {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw new NotInVocabulary(`tobacco's column ${column} cannot hold NUL or half a character`);
    }
  }
  return changes;
}
