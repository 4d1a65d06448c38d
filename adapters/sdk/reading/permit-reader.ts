import { setTimeout as delay } from 'node:timers/promises';
import type { FaultReason } from '../../../subgraphs/domain/freshness.ts';
import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { DepartmentFault, type DepartmentClient, type DepartmentLimits } from '../contract.ts';
import { createDepartmentBreaker } from '../guard/department-breaker.ts';
import { ABANDONED, BoundedWire } from './bounded-wire.ts';
import { UNWATCHED, type DepartmentState, type DepartmentWatch } from './department-watch.ts';
import { GatheringPace } from './gathering-pace.ts';
import { BAD_DATA, CIRCUIT_OPEN, THROTTLED, TIMEOUT, type ReadOutcome } from './read-outcome.ts';
import { untilAborted } from './until-aborted.ts';

/** A department call has this long in all, waiting for its turn included. */
export const READ_BUDGET_MS = 800;
/** A call that is no read may bring a page of hundreds; it holds a place of the reads meanwhile. */
const SPARE_CALL_MS = 3_000;
/** Most calls in flight, whatever the system itself could bear. */
const MOST_IN_FLIGHT = 10;
const GATHER_MS = 5;
/** Most batches of keys that may wait; keys beyond are refused at once. */
const MOST_WAITING_BATCHES = 20;

export interface PermitReaderOptions {
  /** One wire call. */
  read: DepartmentClient['read'];
  limits: DepartmentLimits;
  log: Logger;
  /** Milliseconds, default 800. */
  budgetMs?: number;
  /** A read gathers with others for at most this long while a place is free, milliseconds; default 5. */
  gatherMs?: number;
  pace?: GatheringPace;
  watch?: DepartmentWatch;
}

/** All reads of one caller that go and end together. */
interface Submission {
  /** The trace (W3C `traceparent`) that it belongs to. */
  readonly trace: string | undefined;
  readonly outcomes: (ReadOutcome | undefined)[];
  readonly asks: Ask[];
  missing: number;
  settle: (outcomes: ReadOutcome[]) => void;
  timer: NodeJS.Timeout | undefined;
}

/** One permit that somebody waits for: in the queue, then in a call. */
interface Ask {
  readonly number: string;
  readonly waiting: Map<Submission, number[]>;
  call: Call | undefined;
}

interface Call {
  readonly asks: readonly Ask[];
  readonly abort: AbortController;
}

/**
 * Reads permits of one department for all requests in flight. Keys gather while every place is taken and leave
 * together; a key that is already in a call is joined, never asked twice at once; no result outlives its call.
 */
export class PermitReader implements DepartmentState {
  readonly #watch: DepartmentWatch;
  readonly #wire: BoundedWire;
  readonly #log: Logger;
  readonly #batchSize: number;
  readonly #concurrency: number;
  readonly #mostWaiting: number;
  readonly #budgetMs: number;
  readonly #gatherMs: number;
  readonly #breaker;
  /** In order of arrival. */
  readonly #queue = new Map<string, Ask>();
  readonly #inCalls = new Map<string, Ask>();
  readonly #pace: GatheringPace;
  #callsInFlight = 0;
  #isClosed = false;
  /** Wire calls that are no reads and wait for a moment without any. */
  readonly #spare: (() => void)[] = [];
  #dispatchPlanned = false;
  #dispatchTimer: NodeJS.Timeout | undefined;
  #probes = 0;
  #lastAnswered: string | undefined;
  #lastFailed: string | undefined;

  constructor(options: PermitReaderOptions) {
    this.#log = options.log;
    this.#watch = options.watch ?? UNWATCHED;
    this.#batchSize = options.limits.batchSize;
    this.#concurrency = Math.min(options.limits.concurrency, MOST_IN_FLIGHT);
    this.#mostWaiting = MOST_WAITING_BATCHES * this.#batchSize;
    this.#budgetMs = options.budgetMs ?? READ_BUDGET_MS;
    this.#pace = options.pace ?? new GatheringPace();
    this.#gatherMs = options.gatherMs ?? GATHER_MS;
    this.#wire = new BoundedWire({
      read: options.read,
      budgetMs: this.#budgetMs,
      ratePerSecond: options.limits.ratePerSecond,
      watch: this.#watch,
    });
    this.#breaker = createDepartmentBreaker({
      probe: () => this.#probe(),
      waitMs: () => this.#wire.pauseMs(),
      onOpen: () => this.#abandonQueue(CIRCUIT_OPEN),
    });
    this.#watch.watch(this);
  }

  get circuitOpen(): boolean {
    return this.#breaker.open;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get callsInFlight(): number {
    return this.#callsInFlight;
  }

  /**
   * One outcome for each number, in their order; never rejects.
   * @param signal the caller has left @param trace in which it asks (W3C `traceparent`)
   */
  read(numbers: readonly string[], signal?: AbortSignal, trace?: string): Promise<ReadOutcome[]> {
    const refusal = this.#refusal(signal);
    if (refusal) return Promise.resolve(numbers.map(() => refusal));
    return new Promise((settle) => {
      const submission: Submission = {
        trace,
        outcomes: new Array<ReadOutcome | undefined>(numbers.length),
        asks: [],
        missing: numbers.length,
        settle,
        timer: undefined,
      };
      numbers.forEach((number, position) => this.#ask(number, submission, position));
      if (submission.missing === 0) return settle(submission.outcomes as ReadOutcome[]);
      const leave = () => this.#leave(submission, 'gone');
      submission.timer = setTimeout(() => this.#leave(submission, 'late'), this.#budgetMs);
      signal?.addEventListener('abort', leave, { once: true });
      submission.settle = (outcomes) => {
        clearTimeout(submission.timer);
        signal?.removeEventListener('abort', leave);
        settle(outcomes);
      };
      this.#planDispatch();
    });
  }

  /**
   * Sends one wire call that is no read (a search, a step of a sweep) when no read waits and a place is free; it counts
   * against the department's rate, and heeds its pauses.
   * @throws DepartmentFault, what `send` throws, or the signal's reason
   */
  async spare<Answer>(send: (signal: AbortSignal) => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    await untilAborted(this.#spareTurn(signal), signal);
    this.#callsInFlight += 1;
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(SPARE_CALL_MS)]);
    try {
      return await untilAborted(
        this.#wire.spare(() => send(bounded)),
        bounded,
      );
    } finally {
      this.#callsInFlight -= 1;
      this.#dispatch();
    }
  }

  async #spareTurn(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#breaker.open) throw new DepartmentFault('CIRCUIT_OPEN', 'it failed five times in a row');
      const pause = this.#wire.pauseMs();
      if (pause > this.#budgetMs) {
        throw new DepartmentFault(reasonOf(this.#wire.unsent), 'it asked not to be called', {
          retryAfterMs: pause,
        });
      }
      const wait = this.#wire.waitMs();
      if (wait > 0) await delay(wait);
      else if (this.#queue.size === 0 && this.#callsInFlight < this.#concurrency) return;
      else await new Promise<void>((resume) => this.#spare.push(resume));
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#breaker.close();
    clearTimeout(this.#dispatchTimer);
    this.#abandonQueue(CIRCUIT_OPEN);
  }

  #refusal(signal: AbortSignal | undefined): ReadOutcome | undefined {
    if (signal?.aborted) return THROTTLED;
    if (this.#breaker.open || this.#isClosed) return CIRCUIT_OPEN;
    return this.#wire.pauseMs() > this.#budgetMs ? this.#wire.unsent : undefined;
  }

  #ask(number: string, submission: Submission, position: number): void {
    let ask = this.#inCalls.get(number) ?? this.#queue.get(number);
    if (!ask) {
      // Key by key: a page too large for the queue gets what fits, not nothing.
      if (this.#queue.size >= this.#mostWaiting) {
        submission.outcomes[position] = THROTTLED;
        submission.missing -= 1;
        return;
      }
      ask = { number, waiting: new Map(), call: undefined };
      this.#queue.set(number, ask);
    }
    const positions = ask.waiting.get(submission);
    if (positions) positions.push(position);
    else {
      ask.waiting.set(submission, [position]);
      submission.asks.push(ask);
    }
  }

  /** At the end of this turn, so that the reads of one turn leave together, and at once when nothing is in flight. */
  #planDispatch(): void {
    if (this.#dispatchPlanned) return;
    this.#dispatchPlanned = true;
    queueMicrotask(() => {
      this.#dispatchPlanned = false;
      this.#dispatch();
    });
  }

  /** @param overdue what waits has gathered long enough */
  #dispatch(overdue = false): void {
    while (this.#queue.size > 0 && this.#callsInFlight < this.#concurrency) {
      const wait = this.#wire.waitMs();
      if (wait > 0) return this.#dispatchAfter(wait);
      const isGathering = this.#callsInFlight >= this.#pace.calls && this.#queue.size < this.#batchSize;
      // For an answer that is due; but a call that hangs must not hold up who comes after it.
      if (isGathering && !overdue) return this.#dispatchAfter(this.#gatherMs, true);
      overdue = false;
      const asks: Ask[] = [];
      for (const ask of this.#queue.values()) {
        this.#queue.delete(ask.number);
        this.#inCalls.set(ask.number, ask);
        asks.push(ask);
        if (asks.length === this.#batchSize) break;
      }
      void this.#call(asks);
    }
    if (this.#queue.size === 0) for (const resume of this.#spare.splice(0)) resume();
  }

  #dispatchAfter(wait: number, overdue = false): void {
    if (this.#dispatchTimer) return;
    this.#dispatchTimer = setTimeout(() => {
      this.#dispatchTimer = undefined;
      this.#dispatch(overdue);
    }, Math.ceil(wait));
  }

  async #call(asks: readonly Ask[]): Promise<void> {
    const call: Call = { asks, abort: new AbortController() };
    for (const ask of asks) ask.call = call;
    this.#callsInFlight += 1;
    const numbers = asks.map((ask) => ask.number);
    const sentAt = Date.now();
    const begun = performance.now();
    try {
      const answers = await this.#breaker.run(() =>
        this.#wire.call(numbers, call.abort, this.#watch.traces ? tracesOf(asks) : undefined),
      );
      this.#pace.took(performance.now() - begun);
      this.#lastAnswered = numbers[0];
      const byNumber = new Map(answers.map((answer) => [answer.number, answer]));
      for (const ask of asks) {
        const answer = byNumber.get(ask.number);
        if (answer?.kind === 'FOUND') {
          this.#settle(ask, { kind: 'FOUND', record: answer.record, version: answer.version, sentAt });
        } else if (answer?.kind === 'ABSENT') {
          this.#settle(ask, { kind: 'ABSENT', sentAt });
        } else if (answer?.kind === 'BATCH') {
          const { record, asOf } = answer;
          this.#settle(ask, { kind: 'BATCH', record, asOf: asOf === null ? null : Date.parse(asOf) });
        } else {
          this.#log.warn(
            { problem: answer?.problem ?? 'number not answered' },
            'department answer not believed',
          );
          this.#settle(ask, BAD_DATA);
        }
      }
    } catch (error) {
      const outcome = this.#toOutcome(error);
      this.#lastFailed = numbers[0];
      for (const ask of asks) this.#settle(ask, outcome);
    } finally {
      this.#callsInFlight -= 1;
      this.#dispatch();
    }
  }

  /**
   * By turns with a number that the department once answered and with the last that failed: neither a number that it
   * chokes on nor one that it no longer knows can keep the circuit open alone.
   */
  async #probe(): Promise<void> {
    this.#probes += 1;
    const [first, second] =
      this.#probes % 2 === 1
        ? [this.#lastAnswered, this.#lastFailed]
        : [this.#lastFailed, this.#lastAnswered];
    await this.#wire.call([first ?? second ?? ''], new AbortController());
  }

  #toOutcome(error: unknown): ReadOutcome {
    if (!(error instanceof DepartmentFault)) {
      // A mistake in an adapter must cost its own department only.
      this.#log.error({ err: error }, 'adapter failed');
      return BAD_DATA;
    }
    if (error === ABANDONED) return THROTTLED;
    // Its wire was closed with it: no news of the department.
    if (this.#isClosed) return { kind: 'FAULT', reason: error.reason };
    this.#log.warn({ reason: error.reason, detail: error.message }, 'department call failed');
    return { kind: 'FAULT', reason: error.reason };
  }

  #settle(ask: Ask, outcome: ReadOutcome): void {
    this.#forget(ask);
    for (const [submission, positions] of ask.waiting) {
      for (const position of positions) submission.outcomes[position] = outcome;
      submission.missing -= positions.length;
      if (submission.missing === 0) submission.settle(submission.outcomes as ReadOutcome[]);
    }
    ask.waiting.clear();
  }

  /**
   * The budget is spent or the caller has gone. What was never sent is throttled, or kept back for the department's own
   * reason; what is on its way is late: it runs on to its own budget, which the breaker must see. A call that everybody
   * has left is ended.
   */
  #leave(submission: Submission, why: 'late' | 'gone'): void {
    for (const ask of submission.asks) {
      const positions = ask.waiting.get(submission);
      if (!positions) continue;
      ask.waiting.delete(submission);
      const outcome = ask.call ? TIMEOUT : this.#wire.unsent;
      for (const position of positions) submission.outcomes[position] = outcome;
      if (ask.waiting.size > 0) continue;
      if (!ask.call) this.#queue.delete(ask.number);
      else if (why === 'gone') this.#abandon(ask.call);
    }
    submission.settle(submission.outcomes as ReadOutcome[]);
  }

  #abandon(call: Call): void {
    if (call.asks.some((ask) => ask.waiting.size > 0)) return;
    // Taken out first: who asks from now on must not join a call that is being ended.
    for (const ask of call.asks) this.#forget(ask);
    call.abort.abort(ABANDONED);
  }

  #forget(ask: Ask): void {
    if (this.#inCalls.get(ask.number) === ask) this.#inCalls.delete(ask.number);
  }

  #abandonQueue(outcome: ReadOutcome): void {
    const asks = [...this.#queue.values()];
    this.#queue.clear();
    for (const ask of asks) this.#settle(ask, outcome);
  }
}

function reasonOf(outcome: ReadOutcome): FaultReason {
  return outcome.kind === 'FAULT' ? outcome.reason : 'THROTTLED';
}

/** Of everybody who waits for a call, each once. */
function tracesOf(asks: readonly Ask[]): string[] {
  const traces = new Set<string>();
  for (const { waiting } of asks) {
    for (const { trace } of waiting.keys()) if (trace !== undefined) traces.add(trace);
  }
  return [...traces];
}
