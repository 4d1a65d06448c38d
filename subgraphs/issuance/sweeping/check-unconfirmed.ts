import { applyObservations } from '../observing/apply-observations.ts';
import { unconfirmedEntries } from './held-entries.ts';
import { readTruth } from './read-truth.ts';
import { readSweepState, writeSweepState } from './sweep-state.ts';
import type { SweepTools, SweptDepartment } from './sweep-step.ts';

/** Entries that one sweep looks at; with a sweep every five minutes, 144,000 a day. */
const AT_A_TIME = 500;

/**
 * Asks by number about permits that nobody has confirmed for a day, a part of them after each sweep: a list of changes
 * says nothing of a permit that was deleted, nor of one that was changed under an old date.
 */
export async function checkUnconfirmed(
  department: SweptDepartment,
  { em, pool, clock }: SweepTools,
  signal: AbortSignal,
): Promise<void> {
  const { code, permits } = department;
  const state = await readSweepState(pool, code);
  const { entries, next } = await unconfirmedEntries(pool, code, state.checkedUpTo ?? '', AT_A_TIME);
  const { observations } = await readTruth(permits, code, entries, signal);
  await applyObservations(em, observations, clock);
  await writeSweepState(pool, code, {
    state: { ...state, checkedUpTo: next },
    fault: null,
    finished: true,
  });
}
