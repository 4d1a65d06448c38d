import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../contract.ts';
import { createClockSkew, type ClockSkewOptions } from './clock-skew.ts';

/** The department refused a call, perhaps only for its time; REJECTED where a right time does not help. */
export class ClockRefused extends DepartmentFault {
  /** The department's clock when it refused, milliseconds since 1970; null where it did not tell. */
  readonly theirs: number | null;

  /** @param message as for every DepartmentFault */
  constructor(message: string, theirs: number | null) {
    super('REJECTED', message);
    this.theirs = theirs;
  }
}

export interface DepartmentClockOptions extends ClockSkewOptions {
  /** Code of the department, for the log. */
  department: string;
  log: Logger;
  /** Our clock, milliseconds since 1970. Default the machine's. */
  now?: (() => number) | undefined;
}

/** A department's clock, as calls to it are dated and signed. */
export interface DepartmentClock {
  /**
   * Makes a call at the department's time. Where that time is refused and the department tells its own, the
   * difference is measured, kept for later calls, and the call made a second time: never more, since each costs the
   * department a call.
   * @param attempt one wire call at `at`, milliseconds since 1970 @throws ClockRefused, and whatever `attempt` throws
   */
  call<Answer>(attempt: (at: number) => Promise<Answer>): Promise<Answer>;
}

export function createDepartmentClock(options: DepartmentClockOptions): DepartmentClock {
  const now = options.now ?? Date.now;
  const skew = createClockSkew(options);
  return {
    async call(attempt) {
      const sentAt = now();
      try {
        return await attempt(sentAt + skew.ms);
      } catch (error) {
        if (!(error instanceof ClockRefused) || !skew.measure(error.theirs, sentAt, now())) throw error;
      }
      options.log.warn(
        { skewMs: skew.ms },
        `${options.department}: the department’s clock differs from ours; corrected`,
      );
      return await attempt(now() + skew.ms);
    },
  };
}
