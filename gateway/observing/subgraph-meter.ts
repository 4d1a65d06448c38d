import { departmentByCode } from '../../subgraphs/domain/departments.ts';
import type { FreshnessState } from '../../subgraphs/domain/freshness.ts';
import type { Metrics } from '../../subgraphs/platform/telemetry/metrics.ts';
import { countShownPermits } from '../../subgraphs/platform/telemetry/shown-permits.ts';

/** How a fetch of a subgraph ended: answered, answered with errors, not answered, left by the client. */
export type FetchOutcome = 'OK' | 'ERROR' | 'DOWN' | 'LEFT';

export interface SubgraphMeter {
  fetched(outcome: FetchOutcome, elapsedMs: number): void;
  /** A permit was shown from its last known record because its adapter did not answer. */
  stoodIn(state: FreshnessState): void;
}

/** Seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1];

/** Measures what the gateway asks of one subgraph. */
export function createSubgraphMeter(metrics: Metrics, subgraph: string): SubgraphMeter {
  const durations = metrics.histogram({
    name: 'hub_subgraph_duration_seconds',
    help: 'Time of fetches from subgraphs.',
    labels: ['subgraph', 'outcome'],
    bounds: BOUNDS,
  });
  const timings = {
    OK: durations.of(subgraph, 'OK'),
    ERROR: durations.of(subgraph, 'ERROR'),
    DOWN: durations.of(subgraph, 'DOWN'),
    LEFT: durations.of(subgraph, 'LEFT'),
  };
  const shown = departmentByCode(subgraph) ? countShownPermits(metrics, subgraph) : undefined;
  return {
    fetched: (outcome, elapsedMs) => timings[outcome].observe(elapsedMs / 1_000),
    stoodIn: (state) => shown?.(state, 'ADAPTER_DOWN'),
  };
}
