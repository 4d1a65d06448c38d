import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Logger } from './logger.ts';

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

/** Opens the hub's PostgreSQL through MikroORM; nothing here needs a session of the database (PgBouncer). */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: options.url,
    entities: options.entities,
    extensions: [Migrator],
    migrations: {
      tableName: `migration_${options.migrations.owner}`,
      migrationsList: options.migrations.list,
      snapshot: false,
    },
    pool: { min: 1, max: options.connections ?? 10 },
    driverOptions: {
      connectionTimeoutMillis: 700,
      statement_timeout: 5_000,
      application_name: 'one-licence-hub',
    },
    forceUtcTimezone: true,
    colors: false,
    logger: (message) => options.log.debug(message),
  });
}
