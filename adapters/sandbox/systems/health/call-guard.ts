import { createHash, timingSafeEqual } from 'node:crypto';
import { createNonceMemory } from '../../core/nonce-memory.ts';
import type { SoapCall } from './request-reader.ts';

export interface CallGuardOptions {
  username: string;
  password: string;
  /** The department's clock, milliseconds since 1970. */
  now: () => number;
}

/** Codes of WS-Security 1.0 section 12. */
export interface Refusal {
  faultcode: 'wsse:InvalidSecurity' | 'wsse:FailedAuthentication' | 'wsu:MessageExpired';
  faultstring: string;
}

const CLOCK_TOLERANCE_MS = 300_000;
const CREATED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** Checks the UsernameToken: known name, Created within 300 s, digest over all of it, a nonce never seen before. */
export function createCallGuard(options: CallGuardOptions): (call: SoapCall) => Refusal | null {
  const nonces = createNonceMemory();

  return ({ token }) => {
    if (token === null)
      return { faultcode: 'wsse:InvalidSecurity', faultstring: '安全头缺失（UsernameToken）' };
    const now = options.now();
    const failed: Refusal = { faultcode: 'wsse:FailedAuthentication', faultstring: '用户名或密码错误' };
    if (token.username !== options.username) return failed;
    const created = CREATED.test(token.created) ? Date.parse(token.created) : Number.NaN;
    if (!(Math.abs(created - now) <= CLOCK_TOLERANCE_MS)) {
      return { faultcode: 'wsu:MessageExpired', faultstring: '报文时间戳超时' };
    }
    const nonce = Buffer.from(token.nonce, 'base64');
    if (nonce.length < 8) return { faultcode: 'wsse:InvalidSecurity', faultstring: '随机数格式错误' };
    const expected = createHash('sha1')
      .update(Buffer.concat([nonce, Buffer.from(token.created + options.password, 'utf8')]))
      .digest();
    const given = Buffer.from(token.digest, 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return failed;
    // By its bytes, since base64 has several spellings.
    if (nonces.isFresh(nonce.toString('hex'), now)) return null;
    return { faultcode: 'wsse:FailedAuthentication', faultstring: '随机数重复' };
  };
}
