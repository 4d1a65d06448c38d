export interface CallAllowanceOptions {
  perSecond: number;
  /** So many more at once: calls that left the hub a second apart may arrive closer together. Default 0. */
  slack?: number;
  /** Monotonic milliseconds. Default the machine's. */
  now?: () => number;
}

/** Token bucket. @returns whether the call that is asked about may pass */
export function createCallAllowance({
  perSecond,
  slack = 0,
  now = () => performance.now(),
}: CallAllowanceOptions): () => boolean {
  const size = perSecond + slack;
  let tokens = size;
  let refilledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(size, tokens + ((at - refilledAt) * perSecond) / 1_000);
    refilledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
