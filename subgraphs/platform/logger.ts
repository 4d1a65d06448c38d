import { pino } from 'pino';

export type { Logger } from 'pino';

const LEVELS = [...Object.values(pino.levels.labels), 'silent'];

/**
 * Structured log on standard error, so that standard output stays for people (start) and programs (token).
 * @param role which role of the hub writes, e.g. `gateway`
 */
export function createLogger(role: string, level = process.env.LOG_LEVEL || 'warn') {
  if (!LEVELS.includes(level))
    throw new Error(`LOG_LEVEL is "${level}"; set it to one of: ${LEVELS.join(', ')}.`);
  return pino({ base: { role }, level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
