import type { Logger } from '../../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../../sdk/contract.ts';
import type { FileExchange } from './file-exchange.ts';

/** The bureau writes every two hours, and nobody waits for it. */
const EVERY_MS = 30_000;
const AFTER_FAILURE_MS = 5_000;

/** Looks for files by itself, for an adapter that answers from them alone. */
export interface Polling {
  /** Resolves when the files were looked for once, with or without success. */
  readonly firstLook: Promise<void>;
  /** There may be something to ask of the bureau. */
  wake(): void;
  stop(): void;
}

export function startPolling(exchange: FileExchange, log: Logger): Polling {
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Infinity;
  let isStopped = false;
  let isRunning = false;
  let failing = '';

  function schedule(afterMs: number): void {
    const at = performance.now() + afterMs;
    if (isStopped || isRunning || (timer && dueAt <= at)) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void run(), afterMs);
    timer.unref();
  }
  async function run(): Promise<void> {
    timer = undefined;
    isRunning = true;
    let wait = AFTER_FAILURE_MS;
    try {
      await exchange.sync();
      if (failing !== '') log.info('the file exchange works again');
      failing = '';
      wait = EVERY_MS;
    } catch (error) {
      tell(error);
    }
    isRunning = false;
    schedule(wait);
    if (wait === EVERY_MS) wake();
  }
  /** Once for each state: it goes on every five seconds for as long as the bureau is away. */
  function tell(error: unknown): void {
    const { reason, message } =
      error instanceof DepartmentFault ? error : { reason: 'BAD_DATA', message: String(error) };
    const state = `${reason} ${message}`;
    if (state === failing || isStopped) return;
    failing = state;
    log.warn(
      { reason, detail: message, cause: (error as Error).cause },
      'the file exchange failed; answers go by what is held',
    );
  }
  function wake(): void {
    const wait = exchange.desk.waitMs();
    if (wait < EVERY_MS) schedule(wait);
  }

  const firstLook = run();
  return {
    firstLook,
    wake,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
