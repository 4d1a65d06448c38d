import type { SweepState } from './sweep-state.ts';

/** A department that has lost more than this share of its permits within a day has lost data, not permits. */
const MOST_LOST = 0.2;
/** With fewer, a fifth is a permit or two. */
const FEWEST = 10;
/** [D] A count that stays down for so long is no reload and no half-done import: it is how things are. */
const HELD_FOR_MS = 24 * 3_600_000;

/** Whether a step must be held back: what is known stays, and somebody is told. @param total in all, as of this step */
export function isSuddenFall(state: SweepState, total: number | null, now: Date): boolean {
  if (total === null || state.total === null || state.total < FEWEST) return false;
  if (total >= state.total * (1 - MOST_LOST)) return false;
  return state.heldSince === null || now.getTime() - Date.parse(state.heldSince) < HELD_FOR_MS;
}

/**
 * What falls are measured by once a round is finished: the greatest number of the last day, so that one which trickles
 * away sweep by sweep is a fall too.
 */
export function totalsAfter(
  { total, totalAt }: Pick<SweepState, 'total' | 'totalAt'>,
  found: number | null,
  now: Date,
): Pick<SweepState, 'total' | 'totalAt'> {
  if (found === null) return { total, totalAt };
  const isOld = totalAt === null || now.getTime() - Date.parse(totalAt) >= HELD_FOR_MS;
  const stands = total !== null && found < total && !isOld;
  return stands ? { total, totalAt } : { total: found, totalAt: now.toISOString() };
}
