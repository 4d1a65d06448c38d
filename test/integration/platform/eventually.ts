import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a condition holds, an error counting as "not yet". @throws after `withinMs`, with the last error */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      if (await condition()) return;
    } catch (error) {
      cause = error;
    }
    await delay(10);
  }
  throw new Error(`not so within ${withinMs} ms: ${condition.toString()}`, { cause });
}
