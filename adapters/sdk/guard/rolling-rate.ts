/** The server may count in fixed or rolling windows and its clock is not ours: leave it this much, milliseconds. */
const MARGIN_MS = 25;

/**
 * At most `perSecond` calls in any rolling second. A token bucket with a burst would let twice as many through
 * within one second, which a department that counts by windows refuses.
 */
export class RollingRate {
  readonly #sent: number[];
  #next = 0;

  constructor(perSecond: number) {
    this.#sent = new Array<number>(perSecond).fill(-Infinity);
  }

  /** Milliseconds until a call may be sent; 0: now. @param now monotonic, milliseconds */
  waitMs(now: number): number {
    return Math.max(0, (this.#sent[this.#next] as number) + 1_000 + MARGIN_MS - now);
  }

  take(now: number): void {
    this.#sent[this.#next] = now;
    this.#next = (this.#next + 1) % this.#sent.length;
  }
}
