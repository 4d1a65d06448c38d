import { DepartmentFault } from '../contract.ts';
import type { HttpAnswer } from '../wire/http-client.ts';
import { headerOf } from './answer-header.ts';
import { forLog } from './log-text.ts';

/** Where 429 names no time. */
const PAUSE_AFTER_THROTTLE_MS = 200;
/** However long a department asks us to stay away: it may be back sooner, and asking costs little. */
const LONGEST_PAUSE_MS = 60_000;
const MOST_QUOTED_BYTES = 4_096;

/**
 * The fault behind a status that means the same with every department (a gateway, a limiter); does nothing where the
 * department's own protocol must be asked what the status means.
 * @param message for the log, see `describeStatus`
 * @throws DepartmentFault THROTTLED (429), UNREACHABLE (502, 503, 504) or BAD_DATA (a redirect)
 */
export function refuseStatus(answer: HttpAnswer, message: string): void {
  const { status } = answer;
  const retryAfterMs = readRetryAfter(headerOf(answer, 'retry-after'));
  if (status === 429) {
    throw new DepartmentFault('THROTTLED', message, {
      retryAfterMs: retryAfterMs ?? PAUSE_AFTER_THROTTLE_MS,
    });
  }
  if (status === 502 || status === 503 || status === 504) {
    throw new DepartmentFault('UNREACHABLE', message, retryAfterMs === undefined ? {} : { retryAfterMs });
  }
  // Not followed: a department that could send the hub elsewhere could send it to an internal port.
  if (status >= 300 && status < 400) throw new DepartmentFault('BAD_DATA', `redirect refused, ${message}`);
}

/** Status and beginning of an answer, for the log. */
export function describeStatus({ status, body }: HttpAnswer): string {
  return `HTTP ${status}: ${forLog(body.subarray(0, MOST_QUOTED_BYTES).toString('utf8'))}`;
}

/** Seconds only; a date is not used by any limiter that we know. */
function readRetryAfter(value: string): number | undefined {
  const text = value.trim();
  return /^\d{1,6}$/.test(text) ? Math.min(Number(text) * 1_000, LONGEST_PAUSE_MS) : undefined;
}
