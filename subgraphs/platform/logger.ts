import { pino, type DestinationStream } from 'pino';
import { maskLogLine } from './log-mask.ts';
import { loggedError } from './logged-error.ts';

export type { Logger } from 'pino';

const LEVELS = [...Object.values(pino.levels.labels), 'silent'];

/**
 * Structured log on standard error, so that standard output stays for people (start) and programs (token).
 * Personal data, tokens and secrets are masked in every line, whatever wrote them.
 * @param role which role of the hub writes, e.g. `gateway`
 */
export function createLogger(
  role: string,
  level = process.env.LOG_LEVEL || 'warn',
  destination: DestinationStream = pino.destination(2),
) {
  if (!LEVELS.includes(level))
    throw new Error(`LOG_LEVEL is "${level}"; set it to one of: ${LEVELS.join(', ')}.`);
  return pino(
    {
      base: { role },
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
      hooks: { streamWrite: maskLogLine },
    },
    destination,
  );
}
