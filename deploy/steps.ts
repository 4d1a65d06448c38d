/** Tells what a start has done and how long each step took. */
export interface Steps {
  /** Runs a step and prints its name and time when it is done. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  readonly elapsedMs: number;
}

export function createSteps(print: (line: string) => void): Steps {
  const begun = performance.now();
  return {
    get elapsedMs() {
      return Math.round(performance.now() - begun);
    },
    async run(name, work) {
      const from = performance.now();
      const result = await work();
      print(`  ✓ ${name.padEnd(44)} ${String(Math.round(performance.now() - from)).padStart(6)} ms`);
      return result;
    },
  };
}
