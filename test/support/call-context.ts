import type { CallContext } from '../../adapters/sdk/contract.ts';

/** A call with more than the hub's own budget, so that a slow machine fails no test. */
export function call(milliseconds = 5_000): CallContext {
  return { signal: AbortSignal.timeout(milliseconds) };
}
