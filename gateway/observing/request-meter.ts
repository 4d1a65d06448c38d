import type { Metrics } from '../../subgraphs/platform/telemetry/metrics.ts';
import type { Tally, Timing } from '../../subgraphs/platform/telemetry/measures.ts';
import type { ErrorCode } from '../../subgraphs/platform/error-codes.ts';
import type { Excess } from '../demand/caller-account.ts';

/** `OK`, or the code of the first error. */
export type RequestOutcome = 'OK' | ErrorCode;

export interface RequestMeter {
  begin(): void;
  /** @param elapsedMs from the request's headers to the last byte handed to the connection */
  end(outcome: RequestOutcome, elapsedMs: number): void;
  /** A caller was told to wait. */
  exceeded(excess: Excess): void;
}

/** Seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const LIMIT_OF: Partial<Record<RequestOutcome, string>> = {
  LIMIT_DEPTH: 'depth',
  LIMIT_ALIASES: 'aliases',
  LIMIT_DIRECTIVES: 'directives',
  LIMIT_TOKENS: 'tokens',
  LIMIT_COST: 'cost',
  BODY_TOO_LARGE: 'body',
};

/** Measures the requests of a gateway; `docs/observability.md` lists what comes of it. */
export function createRequestMeter(metrics: Metrics): RequestMeter {
  const durations = metrics.histogram({
    name: 'hub_request_duration_seconds',
    help: 'Time of GraphQL requests, by OK or the code of their first error.',
    labels: ['outcome'],
    bounds: BOUNDS,
  });
  const refusals = metrics.counter({
    name: 'hub_limits_refused_total',
    help: 'Requests refused because of a limit.',
    labels: ['limit'],
  });
  const byOutcome = new Map<RequestOutcome, { timing: Timing; refused: Tally | undefined }>();
  let inFlight = 0;
  metrics.gauge(
    { name: 'hub_requests_in_flight', help: 'GraphQL requests under way.', labels: [] },
    [],
    () => inFlight,
  );
  const excesses = { budget: refusals.of('budget'), misses: refusals.of('misses') };

  function of(outcome: RequestOutcome) {
    let found = byOutcome.get(outcome);
    if (!found) {
      const limit = LIMIT_OF[outcome];
      found = {
        timing: durations.of(outcome),
        refused: limit === undefined ? undefined : refusals.of(limit),
      };
      byOutcome.set(outcome, found);
    }
    return found;
  }
  // Shown from the start, at 0: what appears only with its first failure cannot be watched for a rise.
  of('OK');
  for (const limit of Object.values(LIMIT_OF)) refusals.of(limit);

  return {
    begin() {
      inFlight += 1;
    },
    end(outcome, elapsedMs) {
      inFlight -= 1;
      const { timing, refused } = of(outcome);
      timing.observe(elapsedMs / 1_000);
      refused?.add();
    },
    exceeded: (excess) => excesses[excess].add(),
  };
}
