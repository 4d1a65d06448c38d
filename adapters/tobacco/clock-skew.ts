/** The relay refuses from 300 s on: a smaller difference is not why it refused. */
const LEAST_CORRECTION_MS = 30_000;
/** A clock further off is broken, or somebody wants signatures for another day. */
const MOST_SKEW_MS = 24 * 60 * 60 * 1_000;

/** How far the relay's clock is ahead of ours, as far as the relay told. */
export interface ClockSkew {
  /** Milliseconds to add to our clock. */
  readonly ms: number;
  /**
   * @param relayClock from a signed answer (the Date header is not signed: with it anyone on the way could have us
   * sign for another time) @param sentAt our clock when the call was sent @param receivedAt … when it was answered
   * @returns whether the correction changed enough for a second try to make sense
   */
  measure(relayClock: number, sentAt: number, receivedAt: number): boolean;
}

export function createClockSkew(): ClockSkew {
  let skew = 0;
  return {
    get ms() {
      return skew;
    },
    measure(relayClock, sentAt, receivedAt) {
      const measured = Math.round(relayClock - (sentAt + receivedAt) / 2);
      if (Math.abs(measured) > MOST_SKEW_MS || Math.abs(measured - skew) < LEAST_CORRECTION_MS) return false;
      skew = measured;
      return true;
    },
  };
}
