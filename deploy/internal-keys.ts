import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataFolder } from '../subgraphs/platform/data-folder.ts';
import { readCallKeys, type CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import type { Environment } from './set-variables.ts';

/** The keys with which one role's callers sign, on both sides. */
export type KeysOf = (role: string) => Promise<CallKeys>;

/**
 * The keys of calls between the hub's roles: `INTERNAL_KEYS`, or for one role alone `FOOD_INTERNAL_KEYS` and the like, so
 * that a department's host holds no key to the rest of the hub. For roles on one machine that are given none: a file of
 * the data folder, made by whichever role starts first.
 */
export function createInternalKeys(dataFolder: string, environment: Environment): KeysOf {
  let shared: Promise<CallKeys> | undefined;
  return async (role) => {
    const variable = `${role.toUpperCase()}_INTERNAL_KEYS`;
    const own = environment[variable];
    if (own !== undefined) return readCallKeys(own, variable);
    return (shared ??= sharedKeys());
  };

  async function sharedKeys(): Promise<CallKeys> {
    if (environment.INTERNAL_KEYS !== undefined) return readCallKeys(environment.INTERNAL_KEYS);
    await createDataFolder(dataFolder);
    const file = join(dataFolder, 'internal-keys');
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `local:${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    try {
      // Whole or not at all, and not over another's: where another role was first, its keys are the keys.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    return readCallKeys(readFileSync(file, 'utf8').trim());
  }
}
