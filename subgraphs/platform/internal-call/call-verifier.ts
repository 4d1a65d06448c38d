import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../domain/caller.ts';
import type { CallKeys } from './call-keys.ts';
import { CALL_HEADERS, signCall } from './call-signature.ts';

const WINDOW_MS = 300_000;
/** More nonces than any honest load brings within the window; beyond, calls are refused rather than forgotten. */
const MOST_NONCES = 2_000_000;

export type VerifiedCall = { caller: Caller } | { refused: string };

/**
 * Accepts a call only from another role of the hub, unchanged, fresh and for the first time; everything else is
 * refused, with a reason for the log alone.
 */
export function createCallVerifier(keys: CallKeys, now: () => number = Date.now) {
  /** Nonces of the current and of the previous window. */
  let recent = new Set<string>();
  let before = new Set<string>();
  let turned = now();

  function isRepeated(nonce: string): boolean {
    if (now() - turned > WINDOW_MS) {
      before = recent;
      recent = new Set();
      turned = now();
    }
    if (recent.has(nonce) || before.has(nonce)) return true;
    recent.add(nonce);
    return false;
  }

  return (call: {
    method: string;
    path: string;
    headers: IncomingHttpHeaders;
    body: Buffer;
  }): VerifiedCall => {
    const header = (name: string) => {
      const value = call.headers[name];
      return typeof value === 'string' ? value : '';
    };
    const parts = {
      method: call.method,
      path: call.path,
      body: call.body,
      time: header(CALL_HEADERS.time),
      nonce: header(CALL_HEADERS.nonce),
      keyId: header(CALL_HEADERS.keyId),
      caller: header(CALL_HEADERS.caller),
    };
    const secret = keys.secretOf(parts.keyId);
    if (!secret) return { refused: 'unknown key' };
    const given = Buffer.from(header(CALL_HEADERS.signature), 'base64url');
    const expected = signCall(secret, parts);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return { refused: 'signature' };
    const time = Number(parts.time);
    if (!(Math.abs(now() - time) <= WINDOW_MS)) {
      return { refused: `clock: sent at ${parts.time}, received at ${now()} (milliseconds)` };
    }
    if (parts.nonce === '' || recent.size >= MOST_NONCES) return { refused: 'nonce' };
    if (isRepeated(parts.nonce)) return { refused: 'replayed' };
    return { caller: JSON.parse(Buffer.from(parts.caller, 'base64url').toString()) as Caller };
  };
}
