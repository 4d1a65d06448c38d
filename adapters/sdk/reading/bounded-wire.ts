import { DepartmentFault, type DepartmentClient, type ReadAnswer } from '../contract.ts';
import { RequestedPause } from '../guard/requested-pause.ts';
import { ResendBudget } from '../guard/resend-budget.ts';
import { RollingRate } from '../guard/rolling-rate.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { untilAborted } from './until-aborted.ts';

export interface BoundedWireOptions {
  /** One wire call. */
  read: DepartmentClient['read'];
  /** Of one call, milliseconds. */
  budgetMs: number;
  /** Absent where the system has no such limit. */
  ratePerSecond?: number | undefined;
}

/** The wire of one department within its bounds: a time for each call, its rate, the pauses that it asks for. */
export class BoundedWire {
  readonly #read: DepartmentClient['read'];
  readonly #budgetMs: number;
  readonly #rate: RollingRate | undefined;
  readonly #pause = new RequestedPause();
  readonly #resends = new ResendBudget();

  constructor({ read, budgetMs, ratePerSecond }: BoundedWireOptions) {
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
   * @param abort also aborted here, when the budget is spent @throws what the client throws, or the abort's reason
   */
  async call(numbers: readonly string[], abort: AbortController): Promise<readonly ReadAnswer[]> {
    const timer = setTimeout(
      () => abort.abort(new DepartmentFault('TIMEOUT', 'budget spent')),
      this.#budgetMs,
    );
    const attempt = () => {
      this.#rate?.take(performance.now());
      return untilAborted(this.#read(numbers, { signal: abort.signal }), abort.signal);
    };
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
    this.#rate?.take(performance.now());
    try {
      return await send();
    } catch (error) {
      if (error instanceof DepartmentFault) this.#pause.heed(error, performance.now());
      throw error;
    }
  }

  #maySendAgain(error: unknown): boolean {
    if (!(error instanceof DepartmentFault && error.resendable)) return false;
    return (this.#rate?.waitMs(performance.now()) ?? 0) === 0 && this.#resends.spend();
  }
}
