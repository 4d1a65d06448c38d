import { pino } from 'pino';
import type { CallContext, ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { PermitReader, type PermitReaderOptions } from '../../../adapters/sdk/reading/permit-reader.ts';
import { eventually } from '../../support/eventually.ts';
import { record } from './any-record.ts';

/** One wire call that a reader has sent and that a test answers. */
export interface WireCall {
  readonly numbers: readonly string[];
  readonly signal: AbortSignal;
  /** Monotonic, milliseconds. */
  readonly at: number;
  /** Every number found, unless told otherwise. */
  answer(answers?: readonly ReadAnswer[]): void;
  fail(error: Error): void;
}

/** A department whose answers a test gives by hand, or by a rule; it counts what it is asked. */
export class ScriptedDepartment {
  readonly calls: WireCall[] = [];
  /** Lines that the reader logged. */
  readonly logged: Record<string, unknown>[] = [];
  inFlight = 0;
  mostInFlight = 0;
  /** Answers each call as it comes; absent: the test does. */
  rule: ((call: WireCall) => void) | undefined;

  readonly read = (numbers: readonly string[], { signal }: CallContext): Promise<readonly ReadAnswer[]> => {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    let isOver = false;
    const over = () => {
      if (!isOver) this.inFlight -= 1;
      isOver = true;
    };
    // As a socket does: gone with the signal. The promise stays open, as one of a client that does not mind it.
    signal.addEventListener('abort', over, { once: true });
    return new Promise<readonly ReadAnswer[]>((resolve, reject) => {
      const call: WireCall = {
        numbers,
        signal,
        at: performance.now(),
        answer: (answers = numbers.map(found)) => resolve(answers),
        fail: reject,
      };
      this.calls.push(call);
      this.rule?.(call);
    }).finally(over);
  };

  reader(options: Partial<PermitReaderOptions> = {}): PermitReader {
    return new PermitReader({
      read: this.read,
      limits: { batchSize: 3, concurrency: 2 },
      log: pino(
        { level: 'warn' },
        { write: (line: string) => this.logged.push(JSON.parse(line) as Record<string, unknown>) },
      ),
      ...options,
    });
  }

  /** The n-th call, counted from 1, as soon as it has been sent. */
  call(n: number): Promise<WireCall> {
    return eventually(
      () => {
        const call = this.calls[n - 1];
        if (!call) throw new Error(`${this.calls.length} calls sent, waiting for ${n}`);
        return call;
      },
      5_000,
      1,
    );
  }

  get asked(): string[][] {
    return this.calls.map(({ numbers }) => [...numbers]);
  }
}

export function found(number: string): ReadAnswer {
  return { kind: 'FOUND', number, record };
}

/** A few turns of the event loop: whatever was going to be sent without waiting has been sent. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
