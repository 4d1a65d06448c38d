import type { Duplex } from 'node:stream';
import { Client, type ClientConfig } from 'pg';
import { AnswerGuard, BrokenAnswer } from './answer-guard.ts';
import { sendCancelRequest } from './cancel-request.ts';

/** The connection failed before the server's port was reached. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

/** The driver's connection, as far as it is used here. */
interface DriverConnection {
  stream: Duplex;
  attachListeners(stream: Pick<Duplex, 'on'>): void;
}

/** What the driver keeps of the server's `BackendKeyData`. */
interface BackendKey {
  processID: number | null;
  secretKey: number | null;
}

/**
 * A driver client that survives nonsense. The driver parses inside the socket's `data` event, where whatever it throws
 * (an authentication type that it does not know is enough) would end the whole process; and it leaves the socket open
 * where it gave up signing in.
 */
export class GuardedClient extends Client {
  readonly #guard = new AnswerGuard();
  readonly #wire: DriverConnection;
  #reached = false;

  constructor(config?: string | ClientConfig) {
    super(config);
    this.#wire = (this as unknown as { connection: DriverConnection }).connection;
    const attachListeners = this.#wire.attachListeners.bind(this.#wire);
    this.#wire.attachListeners = (stream) => attachListeners(this.#guarded(stream as Duplex));
  }

  /** Whether any part of an answer has come since `beginAnswer`. */
  get answerHasBegun(): boolean {
    return this.#guard.received > 0;
  }

  beginAnswer(): void {
    this.#guard.beginAnswer();
  }

  /** Ends the connection at once, with the statement that may still run on it. */
  abandon(): void {
    const { processID: processId, secretKey } = this as unknown as BackendKey;
    if (processId && secretKey) sendCancelRequest({ host: this.host, port: this.port, processId, secretKey });
    this.#wire.stream.destroy();
  }

  /** Ends the connection at once. */
  destroyWire(): void {
    this.#wire.stream.destroy();
  }

  override connect(): Promise<this>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<this> | void {
    this.#wire.stream.once('connect', () => {
      this.#reached = true;
    });
    if (!callback) return super.connect() as Promise<this>;
    super.connect((error: Error | null) => {
      if (error) this.#wire.stream.destroy();
      callback((error && !this.#reached ? new NotReached(error.message, { cause: error }) : error) as Error);
    });
  }

  /** The stream as the driver's parser uses it, which only listens. */
  #guarded(stream: Duplex): Pick<Duplex, 'on'> {
    const on = (event: string, listener: (...args: unknown[]) => void): Duplex => {
      if (event !== 'data') return stream.on(event, listener);
      return stream.on('data', (chunk: Buffer) => {
        try {
          this.#guard.inspect(chunk);
          listener(chunk);
        } catch (error) {
          stream.destroy(error instanceof BrokenAnswer ? error : new BrokenAnswer(String(error)));
        }
      });
    };
    return { on } as Pick<Duplex, 'on'>;
  }
}
