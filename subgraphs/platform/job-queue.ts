import { PgBoss, type ConstructorOptions } from 'pg-boss';
import type { Pool } from 'pg';
import { isDatabaseAway } from './database-away.ts';
import type { Logger } from './logger.ts';

/** A worker that was killed is missed after this, seconds; the least that pg-boss takes. */
export const HEARTBEAT_SECONDS = 10;
/** How often dead workers are looked for, seconds. */
const SUPERVISE_SECONDS = 5;
const CONNECTIONS = 4;
const CONNECT_WITHIN_MS = 2_000;
const STATEMENT_MS = 4_000;
const START_ATTEMPTS = 3;
/** While PostgreSQL is away every poll fails; one line in this time says so. */
const COMPLAIN_EVERY_MS = 30_000;

/**
 * Jobs that must not be lost (pg-boss), for whoever works on them. Nothing needs a session of the database: workers poll,
 * nobody listens. @param databaseUrl of the hub's PostgreSQL, which has to serve now
 */
export async function openJobQueue(databaseUrl: string, log: Logger): Promise<PgBoss> {
  const options: ConstructorOptions = {
    connectionString: databaseUrl,
    max: CONNECTIONS,
    application_name: 'one-licence-hub-jobs',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    // The driver's own options are handed on to it.
    ...{ statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 500 },
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // Each process keeps a list of the keys at work, and fetches no job of such a key. By default it is a minute old: so
    // long would the key of a worker that was killed stay barred (measured).
    queueCacheIntervalSeconds: SUPERVISE_SECONDS,
  };
  return await started(() => new PgBoss(options), log);
}

/** The same jobs for whoever only hands them in, over connections that it has anyway. */
export async function openJobSender(pool: Pool, log: Logger): Promise<PgBoss> {
  const db = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) };
  return await started(() => new PgBoss({ db, schedule: false, supervise: false }), log);
}

async function started(create: () => PgBoss, log: Logger): Promise<PgBoss> {
  for (let attempt = 1; ; attempt += 1) {
    const queue = create();
    let complainedAt = -Infinity;
    queue.on('error', (error: Error) => {
      if (performance.now() - complainedAt < COMPLAIN_EVERY_MS) return;
      complainedAt = performance.now();
      log.warn({ reason: error.message }, 'jobs cannot be fetched or kept now');
    });
    queue.on('warning', ({ message }) => log.info({ reason: message }, 'job queue'));
    try {
      return await queue.start();
    } catch (error) {
      await queue.stop({ graceful: false }).catch(() => undefined);
      // The schema is made at the first start: on an overloaded machine that may take longer than a statement has.
      if (attempt === START_ATTEMPTS || !isDatabaseAway(error)) throw error;
    }
  }
}
