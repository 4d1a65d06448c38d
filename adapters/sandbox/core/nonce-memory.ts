/** Twice the 300 s by which a caller's clock may be off, in either direction: an older call is refused for its time. */
const MEMORY_MS = 600_000;

/** The nonces that were used of late. */
export interface NonceMemory {
  /**
   * Whether the nonce was never seen before; from now on it was. To be asked only once the caller is known: a
   * stranger must not use up memory, nor the nonces of others.
   * @param now the department's clock, milliseconds since 1970
   */
  isFresh(nonce: string, now: number): boolean;
}

export function createNonceMemory(): NonceMemory {
  const expiryOfNonce = new Map<string, number>();
  return {
    isFresh(nonce, now) {
      // In the order in which they came, so the first that is kept ends the search.
      for (const [old, expiry] of expiryOfNonce) {
        if (expiry > now) break;
        expiryOfNonce.delete(old);
      }
      if (expiryOfNonce.has(nonce)) return false;
      expiryOfNonce.set(nonce, now + MEMORY_MS);
      return true;
    },
  };
}
