import { createClosers, type Closers } from './closers.ts';
import { onStarterGone } from './starter-watch.ts';

export interface ProcessLifeOptions {
  /** Opens everything and hands it to the closers; the process lives on until it is told to stop. */
  start(closers: Closers): Promise<void>;
  /** Tells the person who started the process; standard error. */
  complain(line: string): void;
  /** Instead of `complain` for what ended the process while it was starting, e.g. told to a parent process. */
  failedToStart?(message: string): Promise<void>;
  /** Default: Ctrl-C, a supervisor, a terminal that is closed. One that is left out is not heard. */
  stopSignals?: readonly NodeJS.Signals[];
  /** Milliseconds for an orderly stop, after which the process ends as it is, with code 1. */
  stopWithinMs: number;
}

const STOP_SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The life of a process of the hub: it starts, runs, and at a signal, or when `npm` that started it is gone, closes
 * what it opened in reverse order and exits with 0. A start that fails says why in one line, closes likewise and exits
 * with 1; so does a running process at an error that nobody caught, with the stack.
 * @returns stops it from within
 */
export function runProcess(options: ProcessLifeOptions): (code: number) => void {
  const { complain, stopWithinMs } = options;
  const closers = createClosers(complain);
  let state: 'starting' | 'running' | 'stopping' = 'starting';

  function stop(code: number): void {
    if (state === 'stopping') return;
    state = 'stopping';
    setTimeout(() => {
      complain(`Could not stop in order within ${stopWithinMs / 1_000} s.`);
      process.exit(1);
    }, stopWithinMs).unref();
    void closers.closeAll().then(() => process.exit(code));
  }

  function fail(error: unknown): void {
    // What fails because it is closing is no news.
    if (state === 'stopping') return;
    if (state === 'running') {
      complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return stop(1);
    }
    const message = describe(error);
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) complain(error.stack ?? '');
    const told = options.failedToStart?.(message) ?? Promise.resolve(complain(message));
    void told.then(() => stop(1));
  }

  const { stopSignals = STOP_SIGNALS } = options;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (stopSignals.includes(signal)) stop(0);
    });
  }
  onStarterGone(() => stop(0));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  // A terminal or pipe that is gone is no reason to end: what is written there has no reader any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  closers.opening(options.start(closers)).then(() => {
    if (state === 'starting') state = 'running';
  }, fail);
  return stop;
}

/** One line. The error of a host with several addresses has no message of its own, but one for each. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describe).join('; ');
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');
}
