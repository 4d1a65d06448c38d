const BUCKET_MS = 30_000;
/** More than any honest load brings within the window; beyond, calls are refused rather than forgotten. */
const MOST_NONCES = 2_000_000;

/** Which calls were here already, for as long as their time would be accepted. */
export interface NonceMemory {
  /**
   * @param time at which the call says that it was signed, epoch milliseconds
   * @returns whether it is here for the first time; false too where there is no room to remember it
   */
  isFirst(nonce: string, time: number): boolean;
}

/**
 * By the signed time, not by that of arrival: a call from a clock that is ahead stays good for longer, and is
 * remembered for longer.
 * @param windowMs how far the signed time may be from now, either way
 */
export function createNonceMemory(windowMs: number, now: () => number): NonceMemory {
  const buckets = new Map<number, Set<string>>();
  let size = 0;

  function forgetExpired(): void {
    const oldest = Math.floor((now() - windowMs) / BUCKET_MS);
    for (const [bucket, nonces] of buckets) {
      if (bucket >= oldest) continue;
      size -= nonces.size;
      buckets.delete(bucket);
    }
  }

  return {
    isFirst(nonce, time) {
      const bucket = Math.floor(time / BUCKET_MS);
      let nonces = buckets.get(bucket);
      if (!nonces) {
        forgetExpired();
        buckets.set(bucket, (nonces = new Set()));
      }
      if (size >= MOST_NONCES) forgetExpired();
      if (size >= MOST_NONCES || nonces.has(nonce)) return false;
      nonces.add(nonce);
      size += 1;
      return true;
    },
  };
}
