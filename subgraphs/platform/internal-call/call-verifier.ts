import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../domain/caller.ts';
import type { CallKeys } from './call-keys.ts';
import { CALL_HEADERS, signCall, type SignedParts } from './call-signature.ts';
import { createNonceMemory } from './nonce-memory.ts';
import { readCaller } from './signed-caller.ts';

export const CALL_WINDOW_MS = 300_000;
const NONCE = /^[\w-]{16,64}$/;

/** A call whose headers could be those of another role: worth reading its body for. */
export interface PlausibleCall {
  /** Decides, once the body is here. */
  verify(body: Buffer): { caller: Caller } | RefusedCall;
}

/** The reason is for the log alone. */
export interface RefusedCall {
  refused: string;
}

export interface CallVerifierOptions {
  /** Epoch milliseconds; default: the clock. */
  now?: () => number;
  /**
   * For how long calls have been remembered, milliseconds; default: the life of this process, monotonic, so that a
   * clock that is set right does not shut the hub out.
   */
  rememberedMs?: () => number;
}

/**
 * Accepts a call only from another role of the hub, unchanged, fresh and for the first time (after RFC 9421). In two
 * steps, so that nobody makes a service read a body with headers that are wrong already.
 */
export function createCallVerifier({
  now = Date.now,
  rememberedMs = () => performance.now(),
}: CallVerifierOptions = {}) {
  const nonces = createNonceMemory(CALL_WINDOW_MS, now);

  return (
    keys: CallKeys,
    call: { method: string; path: string; headers: IncomingHttpHeaders },
  ): PlausibleCall | RefusedCall => {
    const header = (name: string) => {
      const value = call.headers[name];
      return typeof value === 'string' ? value : '';
    };
    const parts: Omit<SignedParts, 'body'> = {
      method: call.method,
      path: call.path,
      time: header(CALL_HEADERS.time),
      nonce: header(CALL_HEADERS.nonce),
      keyId: header(CALL_HEADERS.keyId),
      caller: header(CALL_HEADERS.caller),
    };
    const signature = Buffer.from(header(CALL_HEADERS.signature), 'base64url');
    const secret = keys.secretOf(parts.keyId);
    if (signature.length === 0) return { refused: 'unsigned' };
    if (!secret) return { refused: 'unknown key' };
    if (!NONCE.test(parts.nonce)) return { refused: 'nonce' };
    const time = /^\d{13}$/.test(parts.time) ? Number(parts.time) : Number.NaN;
    if (!(Math.abs(now() - time) <= CALL_WINDOW_MS)) return { refused: clock(parts.time, now()) };
    // A process before this one may have had it already.
    if (now() - time > rememberedMs()) {
      return { refused: `signed before this process began: ${clock(parts.time, now())}` };
    }
    const caller = readCaller(parts.caller);
    if (!caller) return { refused: 'caller' };
    return {
      verify(body) {
        const expected = signCall(secret, { ...parts, body });
        if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
          return { refused: 'signature' };
        }
        // Only now: a nonce is used up by its own call, not by whoever writes it on another.
        return nonces.isFirst(parts.nonce, time) ? { caller } : { refused: 'replayed' };
      },
    };
  };
}

function clock(signed: string, received: number): string {
  return `clock: signed at ${signed.slice(0, 20)}, received at ${received} (milliseconds)`;
}
