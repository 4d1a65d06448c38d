/** Share of calls that may be sent a second time. */
const SHARE = 0.1;
const MOST_SAVED = 10;

/** Keeps repeated calls under a tenth of all calls, so that retries never make a storm of a fault. */
export class ResendBudget {
  #saved = 1;

  /** To be called once for each first attempt. */
  earn(): void {
    this.#saved = Math.min(MOST_SAVED, this.#saved + SHARE);
  }

  /** @returns whether a second attempt is allowed, and then counts it */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
