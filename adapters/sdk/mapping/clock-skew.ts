/** A clock further off is broken, or somebody wants our signatures for another day. */
const MOST_SKEW_MS = 24 * 60 * 60 * 1_000;

export interface ClockSkewOptions {
  /**
   * A smaller difference, milliseconds, is not why a department refused. Default 2,000: a Date header has whole
   * seconds, and departments refuse from some 300 s on.
   */
  leastCorrectionMs?: number;
}

/** How far a department's clock is ahead of ours, as far as the department told. */
export interface ClockSkew {
  /** Milliseconds to add to our clock. */
  readonly ms: number;
  /**
   * @param theirs the department's clock when it answered, milliseconds since 1970; null where it did not tell
   * @param sentAt our clock when the call was sent @param receivedAt … when its answer was here
   * @returns whether the correction changed enough for a second try to make sense
   */
  measure(theirs: number | null, sentAt: number, receivedAt: number): boolean;
}

/** Keeps the last measurement; none is 0. */
export function createClockSkew({ leastCorrectionMs = 2_000 }: ClockSkewOptions = {}): ClockSkew {
  let skew = 0;
  return {
    get ms() {
      return skew;
    },
    measure(theirs, sentAt, receivedAt) {
      if (theirs === null) return false;
      const measured = Math.round(theirs - (sentAt + receivedAt) / 2);
      if (Math.abs(measured) > MOST_SKEW_MS || Math.abs(measured - skew) < leastCorrectionMs) return false;
      skew = measured;
      return true;
    },
  };
}
