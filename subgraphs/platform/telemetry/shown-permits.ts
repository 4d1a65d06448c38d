import type { FreshnessReason, FreshnessState } from '../../domain/freshness.ts';
import type { Tally } from './measures.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts permits as they are shown, by freshness and reason. The adapter counts what it answers, the gateway what it
 * answers for an adapter that is away.
 */
export function countShownPermits(metrics: Metrics, department: string) {
  const family = metrics.counter({
    name: 'hub_permits_shown_total',
    help: 'Permits shown, by freshness and by the reason why they were not live.',
    labels: ['department', 'state', 'reason'],
  });
  const byState = new Map<FreshnessState, Map<FreshnessReason | null, Tally>>();
  return (state: FreshnessState, reason: FreshnessReason | null): void => {
    let byReason = byState.get(state);
    if (!byReason) byState.set(state, (byReason = new Map()));
    let tally = byReason.get(reason);
    if (!tally) byReason.set(reason, (tally = family.of(department, state, reason ?? '')));
    tally.add();
  };
}
