import { pino } from 'pino';

export type { Logger } from 'pino';

/**
 * Structured log on standard error, so that standard output stays for people (start) and programs (token).
 * @param role which role of the hub writes, e.g. `gateway`
 */
export function createLogger(role: string, level = process.env.LOG_LEVEL ?? 'warn') {
  return pino({ base: { role }, level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
