import { normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import type { HeldPermit } from '../sdk/contract.ts';
import { recordOf, rowKey } from './attribution.ts';
import { readText } from './department-text.ts';
import type { FrontDatabase } from './front-database.ts';
import { newestRow } from './newest-row.ts';
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
  for (const [key, versions] of Map.groupBy(rows, rowKey)) {
    const newest = newestRow(versions)!;
    const uscc = askedByCode.get(normaliseUscc(readText(newest.tyshxydm) ?? ''));
    // A row without a number is no permit that anybody could ask for.
    if (key === null || uscc === undefined) continue;
    held.push({ uscc, number: readText(newest.xkzbh)!, record: recordOf(newest, versions) });
  }
  return held;
}

/** The column is VARCHAR(18) without a rule on case or width. */
function spellingsOf(code: string): string[] {
  const fullWidth = code.replace(/[0-9A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
  return [code, code.toLowerCase(), fullWidth];
}
