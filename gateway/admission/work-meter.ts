import { performance } from 'node:perf_hooks';

/** How long a request keeps the thread busy, all in all. */
export interface WorkMeter {
  /** Milliseconds; a careful guess until enough was measured. */
  readonly costMs: number;
  /** A request has been worked off. */
  done(): void;
  /** One has been refused, which is work too, if little. */
  refused(): void;
  close(): void;
}

/** What a request costs a process that has just started, nothing of it compiled. */
const COLD_COST_MS = 10;
const MEASURE_EVERY_MS = 100;
/** Fewer say nothing about one. */
const LEAST_DONE = 10;
/** Below this the thread's own housekeeping weighs more than requests do. */
const LEAST_UTILIZATION = 0.5;
const WEIGHT = 0.3;
/** Of the cost of a request (measured: 40 µs against 1 ms). Without it refusals would seem to make requests dear. */
const REFUSAL_SHARE = 0.04;

/**
 * Divides the time in which the event loop was not idle by the requests worked off meanwhile, a moving average. Measured
 * rather than set: it follows the machine, the operations asked, and code that gets faster as it warms up.
 */
export function createWorkMeter(): WorkMeter {
  let costMs = COLD_COST_MS;
  let done = 0;
  let refused = 0;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { active, utilization } = performance.eventLoopUtilization(now, before);
    if (utilization < LEAST_UTILIZATION) {
      done = 0;
      refused = 0;
      before = now;
    } else if (done >= LEAST_DONE) {
      costMs += WEIGHT * (active / (done + refused * REFUSAL_SHARE) - costMs);
      done = 0;
      refused = 0;
      before = now;
    }
  }, MEASURE_EVERY_MS);
  timer.unref();
  return {
    get costMs() {
      return costMs;
    },
    done() {
      done += 1;
    },
    refused() {
      refused += 1;
    },
    close: () => clearInterval(timer),
  };
}
