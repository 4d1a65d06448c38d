import { EventEmitter, once } from 'node:events';

/** One call that reached a department's wire. */
export interface WireCall {
  /** Monotonic, milliseconds. */
  readonly at: number;
  /** What was asked: the body, or the bytes of the statement, as text. */
  readonly asked: string;
  /** Whether the caller left before it had its answer. */
  left: boolean;
  endedAt: number | undefined;
}

/** What a proxy has seen since the last `reset`. */
export class WireLog {
  calls: WireCall[] = [];
  inFlight = 0;
  mostInFlight = 0;
  readonly #events = new EventEmitter();

  begin(asked: string): WireCall {
    const call: WireCall = { at: performance.now(), asked, left: false, endedAt: undefined };
    this.calls.push(call);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    this.#events.emit('change');
    return call;
  }

  end(call: WireCall, left: boolean): void {
    if (call.endedAt !== undefined) return;
    call.endedAt = performance.now();
    call.left = left;
    this.inFlight -= 1;
    this.#events.emit('change');
  }

  reset(): void {
    this.calls = [];
    this.mostInFlight = this.inFlight;
  }

  /** The n-th call since the reset, as soon as it is there. @throws when it does not come in time */
  async call(n: number, withinMs = 5_000): Promise<WireCall> {
    const signal = AbortSignal.timeout(withinMs);
    for (;;) {
      const call = this.calls[n - 1];
      if (call) return call;
      await once(this.#events, 'change', { signal });
    }
  }
}
