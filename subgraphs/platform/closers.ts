/** Things to be closed in the reverse order of their opening, once. */
export interface Closers {
  readonly isClosing: boolean;
  /**
   * To be called for each thing as soon as it is open.
   * @throws Error after closing it, where closing has begun: a start that is overtaken by a stop ends there and leaks
   * nothing
   */
  add(name: string, close: () => Promise<void>): Promise<void>;
  /** Work that may still open things: `closeAll` waits until it has settled, whoever else waits for it or not. */
  opening<T>(work: Promise<T>): Promise<T>;
  /** The same promise however often called. A closer that fails does not keep the others from closing. */
  closeAll(): Promise<void>;
}

/** @param report told which closer failed and why */
export function createClosers(report: (line: string) => void): Closers {
  const open: { name: string; close: () => Promise<void> }[] = [];
  const pending = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function run({ name, close }: (typeof open)[number]): Promise<void> {
    try {
      await close();
    } catch (error) {
      report(`${name} did not close in order: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  async function closeThem(): Promise<void> {
    for (let next = open.pop(); next; next = open.pop()) await run(next);
    while (pending.size > 0) await Promise.allSettled(pending);
  }
  return {
    get isClosing() {
      return closing !== undefined;
    },
    async add(name, close) {
      if (!closing) return void open.push({ name, close });
      await run({ name, close });
      throw new Error(`stopped while ${name} was being opened`);
    },
    opening(work) {
      pending.add(work);
      const settled = () => void pending.delete(work);
      work.then(settled, settled);
      return work;
    },
    closeAll: () => (closing ??= closeThem()),
  };
}
