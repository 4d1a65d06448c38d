import { DepartmentFault } from '../sdk/contract.ts';
import { refuseStatus } from '../sdk/mapping/http-refusal.ts';
import type { HttpAnswer } from '../sdk/wire/http-client.ts';
import type { AskedResult } from './relay-answer.ts';

/** Code 9 names no time; the relay takes ten calls a second, so a few are free again after this. */
const PAUSE_WHEN_BUSY_MS = 200;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Answers from before the relay itself (a gateway, a limiter) are not signed. They are believed only as refusals: who
 * could forge one could as well cut the line. Their text is not repeated, it is a stranger's.
 * @throws DepartmentFault where the status is not 200
 */
export function refuseUnsealed(answer: HttpAnswer): void {
  const { status } = answer;
  if (status === 200) return;
  const message = `HTTP ${status} from the relay`;
  refuseStatus(answer, message);
  throw new DepartmentFault(status < 400 ? 'BAD_DATA' : 'REJECTED', message);
}

/** The code by which the relay refuses the query as a whole; null where it answered line by line. */
export function refusalOf(results: readonly AskedResult[]): string | null {
  // The signature covers the whole query, so code 2 beside any line refuses all of it.
  if (results.some((result) => result.code === '2')) return '2';
  const whole = results.find((result) => result.number === '' && result.uscc === '');
  if (whole) return whole.code;
  return results.length > 0 && results.every((result) => result.code === '9') ? '9' : null;
}

export function refusalFault(code: string): DepartmentFault {
  switch (code) {
    case '2':
      return new DepartmentFault('REJECTED', 'code 2 (验签失败): our signature, nonce or clock was refused');
    case '3':
      return new DepartmentFault('REJECTED', 'code 3 (地区不符) for the whole query');
    case '9':
      return new DepartmentFault('THROTTLED', 'code 9 (系统忙)', { retryAfterMs: PAUSE_WHEN_BUSY_MS });
    default:
      return new DepartmentFault('BAD_DATA', 'the whole query was refused by a code that nobody knows');
  }
}

/** @param until milliseconds since 1970, null where the bureau names no time */
export function maintenanceFault(until: number | null, now: number): DepartmentFault {
  if (until === null || until <= now) return new DepartmentFault('MAINTENANCE', 'in maintenance');
  return new DepartmentFault('MAINTENANCE', `in maintenance until ${new Date(until).toISOString()}`, {
    // It may end early, and asking costs little.
    retryAfterMs: Math.min(until - now, LONGEST_PAUSE_MS),
  });
}
