import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from '../../core/http-system.ts';

export interface CallGuardOptions {
  appKey: string;
  appSecret: string;
  /** The department's clock, milliseconds since 1970. */
  now: () => number;
}

/** The department's words for a refused call. */
export interface Refusal {
  code: 'E1003' | 'E1004';
  msg: string;
}

const CLOCK_TOLERANCE_MS = 300_000;
const NONCE_MEMORY_MS = 600_000;

/** Checks who calls: known key, clock within 300 s, signature over the whole call, a nonce never seen before. */
export function createCallGuard(options: CallGuardOptions): (request: WireRequest) => Refusal | null {
  const expiryOfNonce = new Map<string, number>();

  function forgetOldNonces(now: number): void {
    for (const [nonce, expiry] of expiryOfNonce) {
      if (expiry > now) break;
      expiryOfNonce.delete(nonce);
    }
  }

  return (request) => {
    const now = options.now();
    const timestamp = one(request.headers['x-timestamp']);
    const nonce = one(request.headers['x-nonce']);
    const sign = one(request.headers['x-sign']);
    if (one(request.headers['x-appkey']) !== options.appKey)
      return { code: 'E1003', msg: '签名错误：appKey无效' };
    if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now) > CLOCK_TOLERANCE_MS) {
      return { code: 'E1004', msg: '时间戳超时' };
    }
    if (!/^[0-9A-Za-z]{6,20}$/.test(nonce)) return { code: 'E1003', msg: '签名错误：随机数格式' };
    const digest = createHash('sm3').update(request.body).digest('hex');
    const lines = [request.method, request.path, options.appKey, timestamp, nonce, digest];
    const expected = createHmac('sm3', options.appSecret)
      .update(lines.join('\n'))
      .digest('hex')
      .toUpperCase();
    const given = Buffer.from(sign, 'latin1');
    if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected, 'latin1'))) {
      return { code: 'E1003', msg: '签名错误' };
    }
    forgetOldNonces(now);
    // Only after the signature: a stranger must not use up memory, nor the nonces of others.
    if (expiryOfNonce.has(nonce)) return { code: 'E1003', msg: '签名错误：随机数重复' };
    expiryOfNonce.set(nonce, now + NONCE_MEMORY_MS);
    return null;
  };
}

function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
