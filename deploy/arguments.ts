import { parseArgs } from 'node:util';
import { HUB_ROLES, readHubRoles } from './hub-roles.ts';

export interface Arguments {
  help: boolean;
  sandbox: boolean;
  /** Null: the whole hub. */
  only: readonly string[] | null;
  workers: number;
}

const OPTIONS = {
  'no-sandbox': { type: 'boolean', default: false },
  only: { type: 'string' },
  workers: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What `--help` prints. */
export const HELP = `npm start -- [OPTION]…

Starts the hub: everything in one process, with an embedded PostgreSQL and the sandbox's department systems beside it.

  --no-sandbox     without the sandbox: the departments that the environment names
  --only ROLE,…    these roles alone, for the hub's other roles elsewhere
  --workers N      N processes share the gateway's port and the departments' limits (default 1)
  --help           this text

Roles: ${HUB_ROLES.join(', ')}.
The environment variables are in README.md, "Configure"; a hub on many hosts in docs/deployment.md.`;

/** @throws Error that names the argument at fault, and those that are known */
export function readArguments(args: readonly string[]): Arguments {
  const given = parse(args);
  const only = given.only === undefined ? null : readHubRoles(given.only);
  const workers = /^\d{1,3}$/.test(given.workers) ? Number(given.workers) : 0;
  if (workers < 1) throw new Error(`--workers is "${given.workers}"; it takes a whole number from 1.`);
  if (only && workers > 1) {
    throw new Error(
      '--workers is for the whole hub; of roles alone (--only), start several processes, each with a share (FOOD_SHARE=1/2).',
    );
  }
  return { help: given.help, sandbox: !given['no-sandbox'], only, workers };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\.\s|\n/);
    const known = '--no-sandbox, --only ROLE,…, --workers N, --help';
    throw new Error(`${reason}. Known: ${known} (npm start -- --no-sandbox).`, { cause: error });
  }
}
