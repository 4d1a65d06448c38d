import { randomBytes } from 'node:crypto';
import { hmacSm3Hex, sm3Hex } from '../../subgraphs/domain/sm3.ts';

export interface Credentials {
  appKey: string;
  appSecret: string;
}

export interface SignedCall {
  path: string;
  body: string;
  /** Milliseconds since 1970 by the department's clock. */
  timestamp: number;
  /** 6 to 20 letters and digits; the department refuses one seen in the last ten minutes. */
  nonce: string;
}

/** A nonce that two calls never share: 64 random bits. */
export function createNonce(): string {
  return randomBytes(8).toString('hex');
}

/** X-Sign: upper hex HMAC-SM3 over method, path, key, timestamp, nonce and the body's SM3, a line each. */
export function signCall(credentials: Credentials, call: SignedCall): string {
  const canonical = `POST\n${call.path}\n${credentials.appKey}\n${call.timestamp}\n${call.nonce}\n${sm3Hex(call.body)}`;
  return hmacSm3Hex(credentials.appSecret, canonical).toUpperCase();
}

/** The headers of a call signed at this moment. */
export function signedHeaders(credentials: Credentials, call: SignedCall): Record<string, string> {
  return {
    'content-type': 'application/json;charset=UTF-8',
    'x-appkey': credentials.appKey,
    'x-timestamp': String(call.timestamp),
    'x-nonce': call.nonce,
    'x-sign': signCall(credentials, call),
  };
}
