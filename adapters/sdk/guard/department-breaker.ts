import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { FaultReason } from '../../../subgraphs/domain/freshness.ts';
import { DepartmentFault } from '../contract.ts';

const FAILURES_TO_OPEN = 5;
const FIRST_PROBE_AFTER_MS = 1_000;
/** A department that is back must be live again within 5 s, a probe's own 0.8 s included. */
const LATEST_PROBE_AFTER_MS = 3_000;

/** Faults of the system itself. A throttled or maintained one answers at once and needs no shelter. */
const COUNTED: ReadonlySet<FaultReason> = new Set(['TIMEOUT', 'UNREACHABLE', 'BAD_DATA', 'REJECTED']);

export interface DepartmentBreaker {
  readonly open: boolean;
  /** Runs a call and counts its outcome. @throws what the call throws */
  run<T>(call: () => Promise<T>): Promise<T>;
  close(): void;
}

export interface DepartmentBreakerOptions {
  /** One small real read; resolves when the department answers sensibly. */
  probe(): Promise<void>;
  /** Milliseconds for which the department asked not to be called: probes heed that too. */
  waitMs(): number;
  /** Told at each opening, and at each probe that failed. */
  onOpen(): void;
}

/**
 * Opens after five failures in a row. While it is open nobody waits for the department, not even as the one that
 * probes: a single probe at a time runs in the background, so a dead department costs a request nothing.
 */
export function createDepartmentBreaker({
  probe,
  waitMs,
  onOpen,
}: DepartmentBreakerOptions): DepartmentBreaker {
  const policy = circuitBreaker(
    handleWhen((error) => error instanceof DepartmentFault && COUNTED.has(error.reason)),
    {
      // When to probe is decided below, by a timer: no request is ever the one that probes. Not 0: the policy goes by
      // the wall clock, and one set back by an hour would hold the circuit open for that hour.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
      breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    },
  );
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let probes = 0;

  policy.onBreak(() => {
    onOpen();
    schedule();
  });
  policy.onReset(() => {
    probes = 0;
  });

  function schedule(): void {
    if (closed || timer) return;
    const wait = Math.min(FIRST_PROBE_AFTER_MS * 2 ** probes, LATEST_PROBE_AFTER_MS);
    timer = setTimeout(() => void attempt(), Math.max(wait, waitMs()));
    timer.unref();
  }

  async function attempt(): Promise<void> {
    timer = undefined;
    if (waitMs() > 0) return schedule();
    probes += 1;
    try {
      await policy.execute(probe);
    } catch {
      // Still failing: the state says so.
    }
    if (policy.state !== CircuitState.Closed) schedule();
  }

  return {
    get open() {
      return policy.state !== CircuitState.Closed;
    },
    run: (call) => policy.execute(call),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
