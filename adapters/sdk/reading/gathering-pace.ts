/** However fast the department: one call on its way, one that leaves. */
const FEWEST_CALLS = 2;
/** For each of these milliseconds that an answer takes, one more call may be under way. */
const MS_PER_CALL = 5;
/** Weight of the newest call in the average. */
const NEWEST = 0.1;

/**
 * How many calls to a department are worth having under way at once, beside what it bears: few to a fast one, where
 * the next answer is soon here and a call costs more than the wait; more to a slow one, so that nobody waits a whole
 * round trip for the next call. Measured with 64 callers and a department that answers at once, two calls and what
 * gathers meanwhile carry three times the requests of a call for each.
 */
export class GatheringPace {
  /** Nobody gathers for a department that has not answered yet. */
  #averageMs = Infinity;

  /** A call was answered after so long, milliseconds. */
  took(ms: number): void {
    this.#averageMs = Number.isFinite(this.#averageMs)
      ? this.#averageMs + (ms - this.#averageMs) * NEWEST
      : ms;
  }

  get calls(): number {
    return FEWEST_CALLS + Math.floor(this.#averageMs / MS_PER_CALL);
  }
}
