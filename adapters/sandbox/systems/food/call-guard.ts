import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WireRequest } from '../../core/http-system.ts';
import { createNonceMemory } from '../../core/nonce-memory.ts';
import { headerOf } from '../../core/request-header.ts';

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

/** Checks who calls: known key, clock within 300 s, signature over the whole call, a nonce never seen before. */
export function createCallGuard(options: CallGuardOptions): (request: WireRequest) => Refusal | null {
  const nonces = createNonceMemory();

  return (request) => {
    const now = options.now();
    const timestamp = headerOf(request, 'x-timestamp');
    const nonce = headerOf(request, 'x-nonce');
    const sign = headerOf(request, 'x-sign');
    if (headerOf(request, 'x-appkey') !== options.appKey)
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
    return nonces.isFresh(nonce, now) ? null : { code: 'E1003', msg: '签名错误：随机数重复' };
  };
}
