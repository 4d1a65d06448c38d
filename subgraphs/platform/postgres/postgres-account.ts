import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The unprivileged user that PostgreSQL runs as when the hub is root. */
export interface PostgresAccount {
  name: string;
  uid: number;
  gid: number;
}

const NAME = 'postgres';
const run = promisify(execFile);

/**
 * The user to run PostgreSQL as. The server refuses root ("execution of the PostgreSQL server is not permitted"), so
 * as root it is the owner of the cluster where there is one (a cluster that a plain user began stays usable under
 * sudo), else the system user `postgres`, created if the machine has none.
 * @param data the cluster's data directory, present or not
 * @returns null where the hub is not root: the current user
 * @throws EmbeddedPostgresError where no such user can be made
 */
export async function findPostgresAccount(data: string): Promise<PostgresAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(data).catch(() => null);
  if (owner !== null && owner.uid !== 0)
    return { name: await nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  return (await lookUp(NAME)) ?? (await create());
}

async function create(): Promise<PostgresAccount> {
  const plain = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  const attempts: [string, string[]][] = [
    ['useradd', [...plain, '--user-group', NAME]],
    // The group of a user that was removed.
    ['useradd', [...plain, '--gid', NAME, NAME]],
    // BusyBox.
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ];
  const reasons: string[] = [];
  for (const [command, args] of attempts) {
    try {
      // Absolute look-up path: a `su` without login leaves /usr/sbin out of root's PATH.
      await run(command, args, { env: { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' } });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
    // Looked up even after a failure: another hub that starts now may have been quicker.
    const account = await lookUp(NAME);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root, and no user "${NAME}" could be created (${[...new Set(reasons)].join('; ')}). ` +
      'Start the hub as another user, create that user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr?.trim() || message).split('\n')[0] ?? message;
}

async function lookUp(name: string): Promise<PostgresAccount | null> {
  const [, , uid, gid] = (await passwd()).find((fields) => fields[0] === name) ?? [];
  return uid === undefined || gid === undefined ? null : { name, uid: Number(uid), gid: Number(gid) };
}

async function nameOf(uid: number): Promise<string> {
  return (await passwd()).find((fields) => fields[2] === String(uid))?.[0] ?? String(uid);
}

async function passwd(): Promise<string[][]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').map((line) => line.split(':'));
}
