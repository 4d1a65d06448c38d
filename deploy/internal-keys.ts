import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataFolder } from '../subgraphs/platform/data-folder.ts';
import { readCallKeys, type CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';

/**
 * The keys with which the hub's roles sign their calls to each other: `INTERNAL_KEYS`, or for roles on one machine a
 * file of the data folder, made by whichever role starts first.
 */
export async function openInternalKeys(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<CallKeys> {
  if (environment.INTERNAL_KEYS) return readCallKeys(environment.INTERNAL_KEYS);
  await createDataFolder(dataFolder);
  const file = join(dataFolder, 'internal-keys');
  try {
    // Fails where another role was first: then its keys are the keys.
    writeFileSync(file, `local:${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readCallKeys(readFileSync(file, 'utf8').trim());
}
