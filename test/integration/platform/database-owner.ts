// A process that owns a data folder and its database as a hub does: `node database-owner.ts FOLDER`. It prints one
// line of JSON when ready, stops in order on SIGTERM, and ends with one clear line where it cannot start.
import { lockDataFolder } from '../../../subgraphs/platform/data-folder-lock.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';

try {
  const folder = process.argv[2] ?? '';
  const lock = await lockDataFolder(folder);
  const notices: string[] = [];
  const postgres = await startEmbeddedPostgres({ folder, notice: (line) => notices.push(line) });
  process.once('SIGTERM', () => void postgres.stop().then(() => lock.release()));
  const { socketDirectory } = postgres;
  console.log(JSON.stringify({ uri: postgres.uri('postgres'), socketDirectory, notices }));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
