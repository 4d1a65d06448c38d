import { hubError } from '../../platform/hub-error.ts';
import type { LicenceKey } from './licence-reader.ts';
import type { StoredLicence } from './licence-row.ts';

export interface LicenceReadsOptions {
  /** One statement: an answer for each key, in their order. */
  read(keys: readonly LicenceKey[]): Promise<readonly (StoredLicence | null)[]>;
  /** Statements at once; default 2: while one is on its way, the next gathers. */
  atOnce?: number;
  /** Keys in one statement; default 100. */
  batchSize?: number;
  /** Keys that may wait; default 5,000. Beyond, a read is refused at once. */
  mostWaiting?: number;
}

interface Waiting {
  readonly key: LicenceKey;
  readonly answers: Set<PromiseWithResolvers<StoredLicence | null>>;
}

/**
 * Reads licences for all requests in flight: keys gather while the statements at work are out and leave together when
 * one returns; with nothing at work a read leaves in the same turn. What is shared is number and remit together, so
 * that no answer crosses to a caller of another remit.
 *
 * Only a read that has not left yet is joined: one under way may have begun before a change that the caller has
 * already seen, and would show an older version after a newer one.
 */
export class LicenceReads {
  readonly #options: Required<LicenceReadsOptions>;
  /** In order of arrival. */
  readonly #queue = new Map<string, Waiting>();
  #atWork = 0;
  #departurePlanned = false;

  constructor(options: LicenceReadsOptions) {
    this.#options = { atOnce: 2, batchSize: 100, mostWaiting: 5_000, ...options };
  }

  /**
   * @returns null where there is no such licence in the remit; to be read, never changed: others may have it too
   * @param signal the caller has left: what nobody waits for any more is not read
   * @throws GraphQLError SERVICE_UNAVAILABLE where too many wait; whatever the statement throws
   */
  load(key: LicenceKey, signal?: AbortSignal): Promise<StoredLicence | null> {
    const id = identityOf(key);
    let waiting = this.#queue.get(id);
    if (!waiting) {
      if (this.#queue.size >= this.#options.mostWaiting)
        return Promise.reject(hubError('SERVICE_UNAVAILABLE'));
      waiting = { key, answers: new Set() };
      this.#queue.set(id, waiting);
      this.#planDeparture();
    }
    const answer = Promise.withResolvers<StoredLicence | null>();
    waiting.answers.add(answer);
    if (signal) this.#leaveWith(signal, id, waiting, answer);
    return answer.promise;
  }

  #leaveWith(
    signal: AbortSignal,
    id: string,
    waiting: Waiting,
    answer: PromiseWithResolvers<StoredLicence | null>,
  ): void {
    const leave = () => {
      waiting.answers.delete(answer);
      if (waiting.answers.size === 0 && this.#queue.get(id) === waiting) this.#queue.delete(id);
      answer.reject(signal.reason as Error);
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    const settled = () => signal.removeEventListener('abort', leave);
    answer.promise.then(settled, settled);
  }

  /** At the end of this turn, so that the reads of one turn leave together. */
  #planDeparture(): void {
    if (this.#departurePlanned) return;
    this.#departurePlanned = true;
    queueMicrotask(() => {
      this.#departurePlanned = false;
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#queue.size > 0 && this.#atWork < this.#options.atOnce) {
      const batch: Waiting[] = [];
      for (const [id, waiting] of this.#queue) {
        this.#queue.delete(id);
        batch.push(waiting);
        if (batch.length === this.#options.batchSize) break;
      }
      void this.#read(batch);
    }
  }

  async #read(batch: readonly Waiting[]): Promise<void> {
    this.#atWork += 1;
    try {
      const licences = await this.#options.read(batch.map(({ key }) => key));
      batch.forEach(({ answers }, position) => {
        for (const answer of answers) answer.resolve(licences[position] ?? null);
      });
    } catch (error) {
      for (const { answers } of batch) for (const answer of answers) answer.reject(error);
    } finally {
      this.#atWork -= 1;
      this.#depart();
    }
  }
}

/** The whole remit: two callers share a read only where they may see the very same. */
function identityOf({ number, remit, findings }: LicenceKey): string {
  return JSON.stringify([number, remit.regionPrefix, remit.holderUscc, remit.department, findings]);
}
