export interface OperationCache<Operation> {
  get(key: string): Operation | undefined;
  /** @param weight what keeping it costs, in a unit of the caller's choice */
  set(key: string, operation: Operation, weight: number): void;
}

/** Keeps what was used last, up to a total weight, however many operations clients think up. */
export function createOperationCache<Operation>(mostWeight: number): OperationCache<Operation> {
  /** The least recently used first. */
  const kept = new Map<string, { operation: Operation; weight: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      kept.delete(key);
      kept.set(key, entry);
      return entry.operation;
    },
    set(key, operation, weight) {
      drop(key);
      if (weight > mostWeight) return;
      kept.set(key, { operation, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= mostWeight) return;
        drop(oldest);
      }
    },
  };
}
