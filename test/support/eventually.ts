import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for a condition instead of sleeping: tries again until the check passes. @throws the check's last error once
 * `withinMs` have gone
 */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = 5_000, everyMs = 50): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(everyMs);
    }
  }
}
