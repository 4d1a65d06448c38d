import { NotInVocabulary, type PermitPatch } from '../../core/system.ts';
import { compactDate, OPEN_ENDED, PERMIT_COLUMNS, type PermitRow } from './permit-row.ts';
import { statusCode } from './vocabulary.ts';

const TEXT_COLUMNS: ReadonlySet<string> = new Set(
  PERMIT_COLUMNS.filter((column) => column !== 'xkzh' && column !== 'xkxm' && column !== 'bbh'),
);
/** What no XML can say, and half a character, which no PostgreSQL text can hold. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u;

/**
 * A patch as columns. `raw` names elements as they stand in the answer (`ZT`), and may say anything that they can hold,
 * sense or nonsense; null is an empty element. `XKXM` is a list of texts, or null for no element at all.
 * @throws NotInVocabulary for a status without a code, an unknown element or a value that it cannot hold
 */
export function toColumnChanges(patch: PermitPatch): Partial<PermitRow> {
  const changes: Partial<PermitRow> = {};
  if (patch.status !== undefined) changes.zt = statusCode(patch.status);
  if (patch.validFrom !== undefined)
    changes.fzrq = patch.validFrom === null ? '' : compactDate(patch.validFrom);
  if (patch.validTo !== undefined) {
    changes.yxqz = patch.validTo === null ? OPEN_ENDED : compactDate(patch.validTo);
  }
  if (patch.scope !== undefined) changes.xkxm = patch.scope ?? [];
  if (patch.holderName !== undefined) changes.dwmc = patch.holderName ?? '';
  if (patch.address !== undefined) changes.dz = patch.address ?? '';
  for (const [element, value] of Object.entries(patch.raw ?? {})) {
    const column = element.toLowerCase();
    Object.assign(changes, { [column]: rawValue(column, value) });
  }
  for (const [column, value] of Object.entries(changes)) {
    if (IMPOSSIBLE.test(Array.isArray(value) ? value.join() : String(value))) {
      throw new NotInVocabulary(
        `health: ${column.toUpperCase()} cannot hold control characters or half a character`,
      );
    }
  }
  return changes;
}

function rawValue(column: string, value: unknown): unknown {
  if (column === 'xkxm') {
    if (value === null || (Array.isArray(value) && value.every((item) => typeof item === 'string')))
      return value;
    throw new NotInVocabulary('health: XKXM is a list of texts or null');
  }
  if (column === 'bbh') {
    if (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31) return value;
    throw new NotInVocabulary(`health: BBH is a whole number, not ${JSON.stringify(value)}`);
  }
  if (!TEXT_COLUMNS.has(column)) {
    const names = [...TEXT_COLUMNS, 'xkxm', 'bbh'].map((name) => name.toUpperCase());
    throw new NotInVocabulary(
      `health has no element ${column.toUpperCase()} that can be changed; it has ${names.join(', ')}`,
    );
  }
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new NotInVocabulary(`health: ${column.toUpperCase()} is text, not ${JSON.stringify(value)}`);
}
