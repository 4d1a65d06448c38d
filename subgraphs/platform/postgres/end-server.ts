import { setTimeout as delay } from 'node:timers/promises';

/**
 * PostgreSQL's ways to end, mildest first: fast shutdown, immediate shutdown (recovers at the next start), force. A
 * smart shutdown (SIGTERM) would wait for the clients.
 */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
/** Milliseconds that each has before the next. */
const PATIENCE_MS = 5_000;
const POLL_MS = 10;

/**
 * Ends a server, forcing it where it does not follow.
 * @param hasEnded asked every 10 ms
 * @returns whether it has ended, after 15 s at most
 */
export async function endServer(pid: number, hasEnded: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const signal of SIGNALS) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone between two looks.
    }
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      if (await hasEnded()) return true;
      await delay(POLL_MS);
    }
  }
  return await hasEnded();
}
