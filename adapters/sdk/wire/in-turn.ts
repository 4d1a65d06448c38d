import type { CallContext } from '../contract.ts';

/**
 * Sends one wire call: at once in a read, in its turn in a search or a sweep.
 * @param send to be ended with the signal that it gets
 */
export function inTurn<Answer>(
  { wire, signal }: CallContext,
  send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  return wire ? wire(send) : send(signal);
}
