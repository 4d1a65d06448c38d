/**
 * Token bucket.
 * @param perSecond refill and size @param now monotonic milliseconds
 * @returns whether the call that is asked about may pass
 */
export function createCallAllowance(
  perSecond: number,
  now: () => number = () => performance.now(),
): () => boolean {
  let tokens = perSecond;
  let refilledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(perSecond, tokens + ((at - refilledAt) * perSecond) / 1_000);
    refilledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
