import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCallKeys, type CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { openKeyFile } from './key-file.ts';
import type { Environment } from './set-variables.ts';

const FILE = 'audit-keys';

/**
 * The keys that seal the audit log, as text: `AUDIT_KEYS`, or a file of the data folder. They are not in the
 * database, so that who can write there cannot make entries up.
 */
export async function openAuditKeys(dataFolder: string, environment: Environment): Promise<string> {
  return environment.AUDIT_KEYS || (await openKeyFile(dataFolder, FILE));
}

/** The keys of a log that there is already, for its verification. @throws Error where there are none */
export async function findAuditKeys(dataFolder: string, environment: Environment): Promise<CallKeys> {
  const text =
    environment.AUDIT_KEYS ||
    (await readFile(join(dataFolder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Error(
        `AUDIT_KEYS is not set, and ${join(dataFolder, FILE)} cannot be read (${error.code}). Set DATA_DIR to the folder of the hub that wrote the log, or AUDIT_KEYS to its keys.`,
      );
    }));
  return readCallKeys(text.trim(), 'AUDIT_KEYS');
}
