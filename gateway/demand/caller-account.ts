import { hubError } from '../../subgraphs/platform/hub-error.ts';
import { MOST_MISSES, REQUEST_COST } from './cost-limits.ts';
import { LeakyBucket } from './leaky-bucket.ts';

/** Why a caller is told to wait. */
export type Excess = 'budget' | 'misses';

export interface AccountLimits {
  /** Cost a minute. */
  budget: number;
  /** Licence numbers asked for in vain, a minute. */
  misses: number;
}

/** What one caller has used of its minute, in this process. */
export class CallerAccount {
  readonly #limits: AccountLimits;
  readonly #onExcess: (excess: Excess) => void;
  readonly #spent = new LeakyBucket();
  readonly #missed = new LeakyBucket();

  constructor(limits: AccountLimits, onExcess: (excess: Excess) => void) {
    this.#limits = limits;
    this.#onExcess = onExcess;
  }

  /** Counts a request before anything of it is read. @throws GraphQLError TOO_MANY_REQUESTS */
  begin(now = performance.now()): void {
    const pause = this.#missed.waitMs(1, this.#limits.misses, now);
    if (pause > 0) {
      this.#refuse(
        'misses',
        pause,
        `You asked for more than ${MOST_MISSES} licence numbers within a minute that do not exist in your remit.`,
      );
    }
    this.charge(REQUEST_COST, now);
  }

  /** @throws GraphQLError TOO_MANY_REQUESTS, and then counts nothing */
  charge(cost: number, now = performance.now()): void {
    const { budget } = this.#limits;
    const wait = this.#spent.waitMs(cost, budget, now);
    if (wait > 0) this.#refuse('budget', wait, 'You have used up your budget of cost for this minute.');
    this.#spent.add(cost, budget, now);
  }

  /** Counts licences that were asked for and not found. */
  missed(count: number, now = performance.now()): void {
    this.#missed.add(count, this.#limits.misses, now);
  }

  #refuse(excess: Excess, waitMs: number, what: string): never {
    this.#onExcess(excess);
    const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
    throw hubError('TOO_MANY_REQUESTS', `${what} Ask again in ${retryAfter} s.`, {
      extensions: { retryAfter },
    });
  }
}
