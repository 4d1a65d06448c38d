import { DepartmentFault, type DepartmentClient, type ReadAnswer } from '../contract.ts';
import { RequestedPause } from '../guard/requested-pause.ts';
import { ResendBudget } from '../guard/resend-budget.ts';
import { RollingRate } from '../guard/rolling-rate.ts';
import { UNWATCHED, type DepartmentWatch, type WireKind, type WireOutcome } from './department-watch.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { untilAborted } from './until-aborted.ts';

export interface BoundedWireOptions {
  /** One wire call. */
  read: DepartmentClient['read'];
  /** Of one call, milliseconds. */
  budgetMs: number;
  /** Absent where the system has no such limit. */
  ratePerSecond?: number | undefined;
  watch?: DepartmentWatch;
}

/** Nobody waits any more; says nothing about the department, so the breaker does not count it. */
export const ABANDONED = new DepartmentFault('THROTTLED', 'abandoned by all callers');
const NOBODY: readonly string[] = [];

/** The wire of one department within its bounds: a time for each call, its rate, the pauses that it asks for. */
export class BoundedWire {
  readonly #read: DepartmentClient['read'];
  readonly #budgetMs: number;
  readonly #rate: RollingRate | undefined;
  readonly #pause = new RequestedPause();
  readonly #resends = new ResendBudget();
  readonly #watch: DepartmentWatch;

  constructor({ read, budgetMs, ratePerSecond, watch = UNWATCHED }: BoundedWireOptions) {
    this.#watch = watch;
    this.#read = read;
    this.#budgetMs = budgetMs;
    this.#rate = ratePerSecond ? new RollingRate(ratePerSecond) : undefined;
  }

  /** Milliseconds until a call may be sent; 0: now. */
  waitMs(): number {
    const now = performance.now();
    return Math.max(this.#pause.waitMs(now), this.#rate?.waitMs(now) ?? 0);
  }

  /** Milliseconds for which the department asked not to be called. */
  pauseMs(): number {
    return this.#pause.waitMs(performance.now());
  }

  /** What becomes of a read that was never sent. */
  get unsent(): ReadOutcome {
    return this.#pause.outcome(performance.now());
  }

  /**
   * One call, counted against the rate as it is sent; once more where the system cannot have begun to answer.
   * @param abort also aborted here, when the budget is spent @param askedBy traces in which it was asked for
   * @throws what the client throws, or the abort's reason
   */
  async call(
    numbers: readonly string[],
    abort: AbortController,
    askedBy = NOBODY,
  ): Promise<readonly ReadAnswer[]> {
    const timer = setTimeout(
      () => abort.abort(new DepartmentFault('TIMEOUT', 'budget spent')),
      this.#budgetMs,
    );
    const attempt = () =>
      this.#sent('read', numbers.length, askedBy, () =>
        untilAborted(this.#read(numbers, { signal: abort.signal }), abort.signal),
      );
    this.#resends.earn();
    try {
      return await attempt().catch((error: unknown) => {
        if (abort.signal.aborted || !this.#maySendAgain(error)) throw error;
        return attempt();
      });
    } catch (error) {
      if (error instanceof DepartmentFault) this.#pause.heed(error, performance.now());
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One call that is no read, counted against the rate as it is sent. @throws what `send` throws */
  async spare<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.#sent('other', 0, NOBODY, send);
    } catch (error) {
      if (error instanceof DepartmentFault) this.#pause.heed(error, performance.now());
      throw error;
    }
  }

  /** Counts a call against the rate, and tells whoever watches how it ended. */
  async #sent<Answer>(
    kind: WireKind,
    keys: number,
    askedBy: readonly string[],
    send: () => Promise<Answer>,
  ): Promise<Answer> {
    this.#rate?.take(performance.now());
    const ended = this.#watch.sent(kind, keys, askedBy);
    try {
      const answer = await send();
      ended('OK');
      return answer;
    } catch (error) {
      ended(outcomeOf(error));
      throw error;
    }
  }

  #maySendAgain(error: unknown): boolean {
    if (!(error instanceof DepartmentFault && error.resendable)) return false;
    return (this.#rate?.waitMs(performance.now()) ?? 0) === 0 && this.#resends.spend();
  }
}

function outcomeOf(error: unknown): WireOutcome {
  if (error === ABANDONED) return 'ABANDONED';
  return error instanceof DepartmentFault ? error.reason : 'BAD_DATA';
}
