import type { AdapterDefinition } from '../adapters/sdk/contract.ts';
import { discoverAdapters } from '../adapters/sdk/discover-adapters.ts';
import { shareOf, smallestLimit, type Share } from '../adapters/sdk/guard/limits-share.ts';
import type { Environment } from './set-variables.ts';

/**
 * The part of a department's limits that its adapter in this process has: `FOOD_SHARE=1/2` and the like, where several
 * processes ask one department.
 * @throws Error naming variable, value and what it takes
 */
export function adapterShares({ department, limits }: AdapterDefinition, environment: Environment): Share[] {
  const { code } = department;
  const variable = `${code.toUpperCase()}_SHARE`;
  const text = environment[variable];
  if (text === undefined) return [];
  const [part = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).slice(1).map(Number);
  const { most, words } = smallestLimit(limits);
  if (part < 1 || part > of || of > most) {
    throw new Error(
      `${variable} is "${text}"; set it to PART/OF, e.g. 1/2, from 1/${most} to ${most}/${most} (${code} bears ${words}).`,
    );
  }
  return [{ part, of }];
}

/**
 * Makes sure that so many processes can share each department that this hub itself asks.
 * @throws Error of one line that names the limit
 */
export async function checkWorkers(workers: number, environment: Environment): Promise<void> {
  for (const definition of await discoverAdapters()) {
    const { code } = definition.department;
    if (environment[`${code.toUpperCase()}_SERVICE_URL`] !== undefined) continue;
    const limits = adapterShares(definition, environment).reduce(shareOf, definition.limits);
    const { most, words } = smallestLimit(limits);
    if (workers > most) {
      throw new Error(
        `--workers ${workers}: ${code} bears ${words}, which they share; start at most ${most}.`,
      );
    }
  }
}
