import { setTimeout as delay } from 'node:timers/promises';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import pg from 'pg';
import type { Logger } from './logger.ts';
import { releaseLostClients } from './release-lost-clients.ts';

type MigrationList = NonNullable<NonNullable<Options['migrations']>['migrationsList']>;

export interface DatabaseOptions {
  /** `postgresql://…`, PostgreSQL 15 or later. */
  url: string;
  entities: NonNullable<Options['entities']>;
  /** Each owner of a schema keeps its own list, in the order in which they are to run. */
  migrations: { owner: string; list: MigrationList };
  log: Logger;
  /** Most connections of this process. Default 10. */
  connections?: number;
}

/** Longest that one statement may take, milliseconds. */
const STATEMENT_MS = 4_000;

/** Opens the hub's PostgreSQL through MikroORM; nothing here needs a session of the database (PgBouncer). */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  return MikroORM.init({
    // By the driver alone: MikroORM's own reading of a URL drops its parameters, `sslmode` and `host` among them, and
    // would talk in clear to a server that is to be asked for TLS.
    dbName: new pg.Client({ connectionString: options.url }).database ?? '',
    entities: options.entities,
    extensions: [Migrator],
    migrations: {
      tableName: `migration_${options.migrations.owner}`,
      migrationsList: options.migrations.list,
      snapshot: false,
    },
    pool: { min: 1, max: options.connections ?? 10 },
    driverOptions: {
      connectionString: options.url,
      connectionTimeoutMillis: 700,
      statement_timeout: STATEMENT_MS,
      // Beyond it nothing comes any more: a server that was cut off without a word (a host that died, a cable) would
      // otherwise keep its connections busy for a quarter of an hour, and with them the pool.
      query_timeout: STATEMENT_MS + 500,
      onPoolCreated: (pool: pg.Pool) => {
        releaseLostClients(pool);
        pool.on('error', ({ message }) => {
          // The message alone: the driver hangs the whole connection on its error.
          if (!pool.ending) options.log.warn({ reason: message }, 'connection to PostgreSQL lost');
        });
      },
      application_name: 'one-licence-hub',
    },
    forceUtcTimezone: true,
    colors: false,
    logger: (message) => options.log.debug(message),
  });
}

/** Already there, or in each other's way: what two hubs see that migrate one empty database at the same moment. */
const RACES: ReadonlySet<unknown> = new Set(['23505', '42P06', '42P07', '42710', '40001', '40P01']);
const RACE_ATTEMPTS = 10;
const RACE_PAUSE_MS = 50;

/**
 * Brings the schema up to date. Each run is one transaction: whoever loses a race finds the work done at the next
 * attempt. (A lock would need a session of the database.)
 */
export async function migrate(orm: MikroORM): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return void (await orm.migrator.up());
    } catch (error) {
      if (!RACES.has((error as { code?: unknown }).code) || attempt === RACE_ATTEMPTS) throw error;
      await delay(RACE_PAUSE_MS * attempt);
    }
  }
}

const MIGRATED_POLL_MS = 250;

/**
 * Waits until the schema is as this list of migrations makes it: for a role that works on a schema of another, which
 * migrates it. A database that is away meanwhile is waited for.
 * @throws the signal's reason
 */
export async function untilMigrated(orm: MikroORM, signal: AbortSignal): Promise<void> {
  for (;;) {
    const pending = await orm.migrator.getPending().catch(() => null);
    if (pending?.length === 0) return;
    await delay(MIGRATED_POLL_MS, undefined, { signal });
  }
}
