import { NotInVocabulary, type PermitPatch } from '../../core/system.ts';
import { LICENCE_COLUMNS, OPEN_ENDED, type LicenceRow } from './licence-row.ts';
import { statusCode } from './vocabulary.ts';

const TEXT_COLUMNS: ReadonlySet<string> = new Set(
  LICENCE_COLUMNS.filter((column) => column !== 'xkzbh' && column !== 'jyxm' && column !== 'bbh'),
);
const MAY_BE_NULL: ReadonlySet<string> = new Set(['fzrq', 'yxqq', 'yxqz', 'zt']);

/**
 * A patch as columns. `raw` may say anything that the columns can hold, sense or nonsense; a raw `bbh` sets the
 * version, even back (a system restored from its backup).
 * @throws NotInVocabulary for a status without a code, an unknown column or a value that the column cannot hold
 */
export function toColumnChanges(patch: PermitPatch): Partial<LicenceRow> {
  const changes: Partial<LicenceRow> = {};
  if (patch.status !== undefined) changes.zt = statusCode(patch.status);
  if (patch.validFrom !== undefined) changes.yxqq = patch.validFrom;
  if (patch.validTo !== undefined) changes.yxqz = patch.validTo ?? OPEN_ENDED;
  if (patch.scope !== undefined) changes.jyxm = patch.scope ?? '';
  if (patch.holderName !== undefined) changes.jyzmc = patch.holderName ?? '';
  if (patch.address !== undefined)
    Object.assign(changes, { jycs: patch.address ?? '', zs: patch.address ?? '' });
  for (const [column, value] of Object.entries(patch.raw ?? {})) {
    Object.assign(changes, { [column]: rawValue(column, value) });
  }
  return changes;
}

function rawValue(column: string, value: unknown): unknown {
  if (column === 'jyxm') return value;
  if (column === 'bbh') {
    if (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31) return value;
    throw new NotInVocabulary(`food: bbh is a whole number, not ${JSON.stringify(value)}`);
  }
  if (!TEXT_COLUMNS.has(column)) {
    throw new NotInVocabulary(
      `food has no field ${column} that can be changed; it has ${[...TEXT_COLUMNS, 'jyxm', 'bbh'].join(', ')}`,
    );
  }
  if (value === null) return MAY_BE_NULL.has(column) ? null : '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new NotInVocabulary(`food: ${column} is text, not ${JSON.stringify(value)}`);
}
