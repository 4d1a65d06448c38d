import type { HttpAnswer } from '../sdk/wire/http-client.ts';

/** A Date header has whole seconds, and the refusal begins at 300 s: less is not what was refused. */
const LEAST_CORRECTION_MS = 2_000;
/** A clock further off is broken, or somebody wants tokens for another day. */
const MOST_SKEW_MS = 24 * 60 * 60 * 1_000;

/** How far the department's clock is ahead of ours, as far as the department told. */
export interface ClockSkew {
  /** Milliseconds to add to our clock. */
  readonly ms: number;
  /**
   * Measures by the answer's Date header.
   * @param sentAt our clock when the call was sent @param receivedAt … when its answer was here
   * @returns whether the correction changed enough for a second try to make sense
   */
  measure(answer: HttpAnswer, sentAt: number, receivedAt: number): boolean;
}

export function createClockSkew(): ClockSkew {
  let skew = 0;
  return {
    get ms() {
      return skew;
    },
    measure(answer, sentAt, receivedAt) {
      const value = answer.headers.date;
      // Half a second: the header cuts the fraction off.
      const theirs = Date.parse((Array.isArray(value) ? value[0] : value) ?? '') + 500;
      if (Number.isNaN(theirs)) return false;
      const measured = Math.round(theirs - (sentAt + receivedAt) / 2);
      if (Math.abs(measured) > MOST_SKEW_MS || Math.abs(measured - skew) < LEAST_CORRECTION_MS) return false;
      skew = measured;
      return true;
    },
  };
}
