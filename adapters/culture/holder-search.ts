import { normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { DepartmentFault, type HeldPermit } from '../sdk/contract.ts';
import { mapNewest, rowKey } from '../sdk/mapping/attribute-rows.ts';
import { readText } from '../sdk/mapping/department-text.ts';
import { CULTURE_ROWS } from './attribution.ts';
import type { FrontDatabase } from './front-database.ts';
import { newestRow } from './newest-row.ts';
import { toFullWidth } from './number-spellings.ts';
import { readByHolder } from './permit-view.ts';

/**
 * The permits that the businesses hold, each in its version in force. A number whose newest version is another
 * business's is left out.
 * @throws DepartmentFault
 */
export async function findHeldPermits(
  database: FrontDatabase,
  usccs: readonly string[],
  signal: AbortSignal,
): Promise<HeldPermit[]> {
  const askedByCode = new Map(usccs.map((uscc) => [normaliseUscc(uscc), uscc]));
  askedByCode.delete('');
  if (askedByCode.size === 0) return [];
  const spellings = [...askedByCode.keys()].filter((code) => !code.includes('\0')).flatMap(spellingsOf);
  const rows = await readByHolder(database, spellings, signal);
  const held: HeldPermit[] = [];
  for (const [key, versions] of Map.groupBy(rows, (row) => rowKey(row, CULTURE_ROWS))) {
    const newest = newestRow(versions)!;
    const uscc = askedByCode.get(normaliseUscc(readText(newest.tyshxydm) ?? ''));
    // A row without a number is no permit that anybody could ask for.
    if (key === null || uscc === undefined) continue;
    const mapped = mapNewest(newest, versions, CULTURE_ROWS);
    if (mapped.kind === 'BAD') throw new DepartmentFault('BAD_DATA', mapped.problem);
    held.push({ uscc, number: readText(newest.xkzbh)!, record: mapped.record });
  }
  return held;
}

/** The column is VARCHAR(18) without a rule on case or width. */
function spellingsOf(code: string): string[] {
  return [code, code.toLowerCase(), toFullWidth(code)];
}
