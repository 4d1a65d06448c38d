/**
 * Lets answers arrive one at a time, in an order that a delay of each decides, and only once everything that the last
 * one set off has come to rest: two executors that ask the same hear the same in the same order.
 */
export interface VirtualOrder {
  /** @param delay in no unit in particular */
  after(delay: number): Promise<void>;
}

export function createVirtualOrder(): VirtualOrder {
  const waiting: { at: number; resolve(): void }[] = [];
  let now = 0;
  let running = false;

  async function run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      waiting.sort((a, b) => a.at - b.at);
      const next = waiting.shift();
      if (next === undefined) break;
      now = next.at;
      next.resolve();
    }
    running = false;
  }

  return {
    after(delay) {
      return new Promise((resolve) => {
        waiting.push({ at: now + delay, resolve });
        if (running) return;
        running = true;
        void run();
      });
    },
  };
}
