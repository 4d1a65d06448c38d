import { join } from 'node:path';
import { checkDatabase } from '../subgraphs/platform/check-database.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { startEmbeddedPostgres } from '../subgraphs/platform/embedded-postgres.ts';
import type { Configuration } from './configuration.ts';
import type { Steps } from './steps.ts';

/**
 * The hub's PostgreSQL: the one that `DATABASE_URL` names, or an embedded one below the data folder.
 * @returns its URL; not for logs
 */
export async function openHubDatabase(
  { databaseUrl, dataFolder }: Configuration,
  closers: Closers,
  steps: Steps,
  tell: (line: string) => void,
): Promise<string> {
  if (databaseUrl !== undefined) {
    await steps.run('PostgreSQL of DATABASE_URL', () => checkDatabase(databaseUrl, 'DATABASE_URL'));
    return databaseUrl;
  }
  return steps.run('PostgreSQL, embedded', async () => {
    const postgres = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres'), notice: tell });
    await closers.add('PostgreSQL', () => postgres.stop());
    postgres.onExit((description, isRestarting) =>
      tell(
        `${description}; ${isRestarting ? 'it is started again' : 'it is given up, start the hub again'}.`,
      ),
    );
    await postgres.ensureDatabase('hub');
    return postgres.uri('hub');
  });
}
