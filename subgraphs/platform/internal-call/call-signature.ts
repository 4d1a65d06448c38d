import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Caller } from '../../domain/caller.ts';
import type { CallKeys } from './call-keys.ts';
import { writeCaller } from './signed-caller.ts';

/** Headers of a call between roles of the hub; the signature covers all the others, method, path and body. */
export const CALL_HEADERS = {
  keyId: 'x-hub-key-id',
  time: 'x-hub-time',
  nonce: 'x-hub-nonce',
  caller: 'x-hub-caller',
  signature: 'x-hub-signature',
} as const;

export interface SignedParts {
  method: string;
  path: string;
  body: string | Buffer;
  /** Milliseconds since 1970. */
  time: string;
  nonce: string;
  keyId: string;
  /** The caller's identity as it travels. */
  caller: string;
}

/** HMAC-SHA256 over one line for each part (after RFC 9421: method, path, content digest, created, nonce, keyid). */
export function signCall(secret: Buffer, parts: SignedParts): Buffer {
  const digest = createHash('sha256').update(parts.body).digest('base64url');
  const lines = [parts.method, parts.path, digest, parts.time, parts.nonce, parts.keyId, parts.caller];
  return createHmac('sha256', secret).update(lines.join('\n')).digest();
}

/** The headers that make a call one of the hub's own, for this body and this moment only. */
export function signedHeaders(
  keys: CallKeys,
  call: { method: string; path: string; body: string; caller: Caller },
): Record<string, string> {
  const parts: SignedParts = {
    ...call,
    time: String(Date.now()),
    nonce: randomBytes(12).toString('base64url'),
    keyId: keys.current.id,
    caller: writeCaller(call.caller),
  };
  return {
    [CALL_HEADERS.keyId]: parts.keyId,
    [CALL_HEADERS.time]: parts.time,
    [CALL_HEADERS.nonce]: parts.nonce,
    [CALL_HEADERS.caller]: parts.caller,
    [CALL_HEADERS.signature]: signCall(keys.current.secret, parts).toString('base64url'),
  };
}
