import type { ReadOutcome } from '../reading/read-outcome.ts';
import type { DepartmentFault } from '../contract.ts';

/** The time during which a department asked not to be called (`Retry-After`, a maintenance window). */
export class RequestedPause {
  #until = -Infinity;
  #outcome: ReadOutcome = { kind: 'FAULT', reason: 'THROTTLED' };

  /** Takes up what a fault asks for, if it asks for anything. @param now monotonic, milliseconds */
  heed(fault: DepartmentFault, now: number): void {
    if (fault.retryAfterMs === undefined || now + fault.retryAfterMs <= this.#until) return;
    this.#until = now + fault.retryAfterMs;
    this.#outcome = { kind: 'FAULT', reason: fault.reason };
  }

  /** Milliseconds until it may be called again; 0: now. */
  waitMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** What becomes of a read that cannot wait so long: the department's own reason, or `THROTTLED` where there is none. */
  outcome(now: number): ReadOutcome {
    return this.waitMs(now) > 0 ? this.#outcome : { kind: 'FAULT', reason: 'THROTTLED' };
  }
}
