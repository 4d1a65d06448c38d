import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import { normaliseUscc } from '../../../subgraphs/domain/uscc.ts';
import type { CallContext, HeldPermit } from '../../sdk/contract.ts';
import { readRecord } from '../record-of-rows.ts';
import { splitRow } from '../row.ts';
import type { RegionHolding } from './region-holding.ts';

/**
 * The permits that businesses hold, as the files have them. Every row is looked at, since no index of holders is kept:
 * a search is rare, and off the path of the composite query.
 */
export async function findInFiles(
  holdings: Iterable<RegionHolding>,
  usccs: readonly string[],
  { signal }: CallContext,
): Promise<HeldPermit[]> {
  const codes = new Map(usccs.map((uscc) => [normaliseUscc(uscc), uscc]));
  const found = new Map<string, HeldPermit>();
  const keep = (holding: RegionHolding, line: string) => {
    const row = splitRow(line);
    if (row === null) return;
    const uscc = codes.get(normaliseUscc(row.uscc));
    if (uscc === undefined) return;
    const key = permitNumberKey(row.number);
    const read = readRecord(holding.lookUp(Number(key))?.lines ?? [], key);
    // The row may have been overtaken by one with another holder.
    if (read.kind !== 'RECORD' || !isHeldBy(holding, key, uscc)) return;
    found.set(`${key} ${uscc}`, { uscc, number: read.number, record: read.record });
  };
  for (const holding of holdings) {
    for await (const lines of holding.full.blocks()) {
      signal.throwIfAborted();
      for (const line of lines) keep(holding, line);
    }
    for (const { lines } of holding.later.values()) for (const line of lines) keep(holding, line);
  }
  return [...found.values()];
}

function isHeldBy(holding: RegionHolding, key: string, uscc: string): boolean {
  const lines = holding.lookUp(Number(key))?.lines ?? [];
  return lines.some((line) => normaliseUscc(splitRow(line)?.uscc ?? '') === normaliseUscc(uscc));
}
