import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import { normaliseUscc } from '../../subgraphs/domain/uscc.ts';
import { DepartmentFault, type HeldPermit } from '../sdk/contract.ts';
import { mapRow } from './mapping.ts';
import { newestRow } from './newest-row.ts';
import type { AskedResult } from './relay-answer.ts';
import { isWritable, type QueryLine } from './relay-query.ts';
import { splitRow } from './row.ts';

/**
 * The permits that the businesses hold. The relay has no pages: each business's certificates come whole.
 * @param ask one wire call
 * @throws DepartmentFault where the relay leaves a business unanswered: a list with holes would look like a whole one
 */
export async function findHeldPermits(
  usccs: readonly string[],
  batchSize: number,
  ask: (lines: readonly QueryLine[]) => Promise<readonly AskedResult[]>,
): Promise<HeldPermit[]> {
  const held: HeldPermit[] = [];
  const codes = new Map(usccs.map((uscc) => [normaliseUscc(uscc), uscc]));
  const wireCodes = [...codes.keys()].filter(isWritable);
  for (let from = 0; from < wireCodes.length; from += batchSize) {
    const batch = wireCodes.slice(from, from + batchSize);
    const results = await ask(batch.map((uscc) => ({ uscc })));
    for (const code of batch) {
      const result = results.find((candidate) => normaliseUscc(candidate.uscc) === code);
      held.push(...permitsOf(code, result).map((permit) => ({ uscc: codes.get(code)!, ...permit })));
    }
  }
  return held;
}

function permitsOf(code: string, result: AskedResult | undefined): Pick<HeldPermit, 'number' | 'record'>[] {
  if (result?.code === '1' && result.rows.length === 0) return [];
  if (result?.code === '9') throw new DepartmentFault('THROTTLED', 'code 9 (系统忙) for a holder');
  if (result?.code === '3') throw new DepartmentFault('REJECTED', 'code 3 (地区不符) for a holder');
  if (result?.code !== '0') throw new DepartmentFault('BAD_DATA', 'a holder was left unanswered');
  const linesByKey = new Map<string, string[]>();
  for (const line of result.rows) {
    const row = splitRow(line);
    if (row === null) throw new DepartmentFault('BAD_DATA', 'a row whose columns cannot be told apart');
    if (row.number === '' || normaliseUscc(row.uscc) !== code) continue;
    const key = permitNumberKey(row.number);
    linesByKey.set(key, [...(linesByKey.get(key) ?? []), line]);
  }
  return Array.from(linesByKey, ([key, lines]) => {
    const choice = newestRow(lines, key);
    if (choice.kind === 'BAD') throw new DepartmentFault('BAD_DATA', choice.problem);
    return { number: choice.row.number, record: mapRow(choice.row) };
  });
}
