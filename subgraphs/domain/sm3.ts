import { createHash, createHmac } from 'node:crypto';

/** SM3 (GB/T 32905) in lower-case hex. A string is hashed as UTF-8. */
export function sm3Hex(data: Uint8Array | string): string {
  return createHash('sm3').update(data).digest('hex');
}

/** HMAC (RFC 2104) over SM3 in lower-case hex. Strings are taken as UTF-8. */
export function hmacSm3Hex(key: Uint8Array | string, data: Uint8Array | string): string {
  return createHmac('sm3', key).update(data).digest('hex');
}
