import { FRESHNESS_STATES, type Freshness } from './freshness.ts';

/** A permit's freshness as it reaches the composite: an empty object or nothing where its adapter is dead. */
export type ArrivedFreshness =
  { readonly [Part in keyof Freshness]?: Freshness[Part] | null | undefined } | null | undefined;

/**
 * The freshness of a whole licence: the worst state of its permits with that state's reason (the first one given),
 * and the oldest as-of time of all. A permit without freshness counts as `UNAVAILABLE`, `ADAPTER_DOWN`; a licence
 * without any permit as `UNAVAILABLE`, `NEVER_READ`.
 */
export function worstFreshness(freshnesses: readonly ArrivedFreshness[]): Freshness {
  if (freshnesses.length === 0) return { state: 'UNAVAILABLE', asOf: null, reason: 'NEVER_READ' };
  let worst = -1;
  let reason: Freshness['reason'] = null;
  let asOf: string | null = null;
  for (const arrived of freshnesses) {
    const { state, reason: why } = completed(arrived);
    const rank = FRESHNESS_STATES.indexOf(state);
    if (rank > worst) {
      worst = rank;
      reason = why;
    } else if (rank === worst) {
      reason ??= why;
    }
    asOf = older(asOf, arrived?.asOf ?? null);
  }
  return { state: FRESHNESS_STATES[worst] ?? 'UNAVAILABLE', asOf, reason };
}

function completed(arrived: ArrivedFreshness): Pick<Freshness, 'state' | 'reason'> {
  if (arrived?.state == null) return { state: 'UNAVAILABLE', reason: arrived?.reason ?? 'ADAPTER_DOWN' };
  return { state: arrived.state, reason: arrived.reason ?? null };
}

/** By the moment, since two adapters may write the same one with different offsets. */
function older(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(other) < Date.parse(one) ? other : one;
}
