import { readCallKeys, type CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { openKeyFile } from './key-file.ts';
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
    return readCallKeys(await openKeyFile(dataFolder, 'internal-keys'));
  }
}
