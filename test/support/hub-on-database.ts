import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../../subgraphs/platform/embedded-postgres.ts';
import { createDataFolder, startHub, type HubOptions, type RunningHub } from './running-hub.ts';

export interface HubOnDatabase {
  readonly hub: RunningHub;
  /** The hub's own database, as an operator sees it. */
  readonly database: Pool;
  stop(): Promise<void>;
}

/** A whole hub on a PostgreSQL that the test runs, so that the test can look into it. */
export async function startHubOnDatabase(options: HubOptions = {}): Promise<HubOnDatabase> {
  const folder = createDataFolder();
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  await postgres.ensureDatabase('hub');
  const database = new Pool({ connectionString: postgres.uri('hub'), max: 2 });
  database.on('error', () => undefined);
  const end = async () => {
    await database.end();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const hub = await startHub({
    ...options,
    dataFolder: folder,
    environment: { DATABASE_URL: postgres.uri('hub'), ...options.environment },
  }).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    hub,
    database,
    async stop() {
      await hub.stop();
      await end();
    },
  };
}
