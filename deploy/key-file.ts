import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataFolder } from '../subgraphs/platform/data-folder.ts';

/**
 * A file of the data folder with one random key, `local:SECRET`, made by whichever role starts first and readable by
 * its owner only.
 */
export async function openKeyFile(dataFolder: string, name: string): Promise<string> {
  await createDataFolder(dataFolder);
  const file = join(dataFolder, name);
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `local:${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    // Appears whole, and fails where another role was first: then its key is the key.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}
