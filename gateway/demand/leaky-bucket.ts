const MINUTE_MS = 60_000;

/** Counts against a limit a minute; what was counted fades evenly. Holds two numbers, for it is kept once a caller. */
export class LeakyBucket {
  #level = 0;
  #at = -Infinity;

  /** Milliseconds until `amount` more fits; 0: now. @param now monotonic, milliseconds */
  waitMs(amount: number, limit: number, now: number): number {
    const over = this.#levelAt(limit, now) + Math.min(amount, limit) - limit;
    return over <= 0 ? 0 : (over * MINUTE_MS) / limit;
  }

  add(amount: number, limit: number, now: number): void {
    this.#level = this.#levelAt(limit, now) + amount;
    this.#at = now;
  }

  #levelAt(limit: number, now: number): number {
    return Math.max(0, this.#level - ((now - this.#at) * limit) / MINUTE_MS);
  }
}
