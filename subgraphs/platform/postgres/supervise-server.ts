import { setTimeout as delay } from 'node:timers/promises';
import type { LaunchedServer } from './launch-server.ts';

export interface SupervisorOptions {
  launch: () => Promise<LaunchedServer>;
  log: (line: string) => void;
  /** Called when the server has ended by itself; `isRestarting` false: it will not be tried again. */
  onExit: (description: string, isRestarting: boolean) => void;
  /** Failures in a row, of a launch or soon after it, until the server is given up. Default 20: about 30 s. */
  mostFailures?: number;
}

export interface Supervisor {
  /** Resolves when the server accepts connections; rejected when it has been given up or stopped. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** An end so soon after the server was ready counts as a failure: it is the server's own trouble. Milliseconds. */
const SOON_MS = 1_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Keeps a server running: after an end that nobody asked for it is started again on the same socket, so that connection
 * pools find it where it was. At once where it had been well; with growing pauses while it keeps failing.
 * @throws what the first launch throws
 */
export async function superviseServer(options: SupervisorOptions): Promise<Supervisor> {
  const { launch, log, onExit, mostFailures = 20 } = options;
  let isStopping = false;
  let failures = 0;
  let server = await launch();
  let revival: Promise<void> = Promise.resolve();
  let stopping: Promise<void> | undefined;

  // A hub that dies of an uncaught error takes its server along; only `kill -9` leaves it to the next start.
  const lastResort = () => server.signalStop();
  process.once('exit', lastResort);

  const watch = (watched: LaunchedServer) => {
    const readyAt = performance.now();
    void watched.ended.then((description) => {
      if (isStopping) return;
      failures = performance.now() - readyAt < SOON_MS ? failures + 1 : 0;
      revival = revive(`PostgreSQL (pid ${watched.pid}): ${description}`);
      revival.catch((error: Error) => log(error.message));
    });
  };
  watch(server);

  async function revive(description: string): Promise<void> {
    let reason = description;
    onExit(reason, failures < mostFailures);
    while (!isStopping && failures < mostFailures) {
      log(`${reason}; starting it again`);
      if (failures > 1) await delay(Math.min(LONGEST_PAUSE_MS, 25 * 2 ** failures));
      if (isStopping) break;
      try {
        server = await launch();
        watch(server);
        return;
      } catch (error) {
        failures += 1;
        reason = error instanceof Error ? error.message : String(error);
        if (failures >= mostFailures) onExit(reason, false);
      }
    }
    throw new Error(isStopping ? 'PostgreSQL is being stopped' : `PostgreSQL is given up: ${reason}`);
  }

  return {
    ready: () => revival,
    stop: () => {
      isStopping = true;
      stopping ??= revival
        .catch(() => undefined)
        .then(() => server.stop())
        .finally(() => process.removeListener('exit', lastResort));
      return stopping;
    },
  };
}
