/** Calls that left the hub a second apart may arrive closer together. */
const SLACK = 2;

/**
 * Token bucket: so many calls a second, and so many (and two more) at once.
 * @param now monotonic milliseconds
 * @returns whether the call that is asked about may pass
 */
export function createCallAllowance(
  perSecond: number,
  now: () => number = () => performance.now(),
): () => boolean {
  const size = perSecond + SLACK;
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
