import type { FreshnessReason, FreshnessState } from '../../subgraphs/domain/freshness.ts';
import type { Tally } from '../../subgraphs/platform/telemetry/measures.ts';
import { countShownPermits } from '../../subgraphs/platform/telemetry/shown-permits.ts';
import type { Metrics } from '../../subgraphs/platform/telemetry/metrics.ts';
import type { DepartmentWatch, WireKind, WireOutcome } from './reading/department-watch.ts';

/** Seconds; a department has 0.8 in all. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1, 3];

/** Measures one department; `docs/observability.md` lists what comes of it. */
export function createDepartmentMeter(metrics: Metrics, department: string): DepartmentWatch {
  const latency = metrics.histogram({
    name: 'hub_department_latency_seconds',
    help: 'Time of wire calls that read permits, from sending to the whole answer or the failure.',
    labels: ['department'],
    bounds: BOUNDS,
  });
  const calls = metrics.counter({
    name: 'hub_department_wire_calls_total',
    help: 'Wire calls, by what they were for and how they ended.',
    labels: ['department', 'kind', 'outcome'],
  });
  const keys = metrics
    .counter({
      name: 'hub_department_keys_total',
      help: 'Permit numbers asked for in wire calls.',
      labels: ['department'],
    })
    .of(department);
  const ofLatency = latency.of(department);
  // Looked up by word, so that a call costs no joining of labels.
  const ended = { read: new Map<WireOutcome, Tally>(), other: new Map<WireOutcome, Tally>() };
  const shown = countShownPermits(metrics, department);

  function endedBy(kind: WireKind, outcome: WireOutcome): Tally {
    let tally = ended[kind].get(outcome);
    if (!tally) {
      tally = calls.of(department, kind, outcome);
      ended[kind].set(outcome, tally);
    }
    return tally;
  }
  // Shown from the start, at 0: what appears only with its first failure cannot be watched for a rise.
  endedBy('read', 'OK');

  return {
    traces: false,
    sent(kind, asked) {
      const begun = performance.now();
      keys.add(asked);
      return (outcome) => {
        if (kind === 'read') ofLatency.observe((performance.now() - begun) / 1_000);
        endedBy(kind, outcome).add();
      };
    },
    shown: (state: FreshnessState, reason: FreshnessReason | null) => shown(state, reason),
    watch(state) {
      const gauge = (name: string, help: string, read: () => number) =>
        metrics.gauge({ name, help, labels: ['department'] }, [department], read);
      gauge('hub_department_circuit_open', '1 while the circuit breaker is open.', () =>
        state.circuitOpen ? 1 : 0,
      );
      gauge('hub_department_keys_waiting', 'Permit numbers that wait for a wire call.', () => state.waiting);
      gauge('hub_department_calls_in_flight', 'Wire calls under way.', () => state.callsInFlight);
    },
  };
}
