import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFolderError } from '../data-folder-error.ts';
import type { ClusterHome } from './cluster-home.ts';
import { dataDirectory } from './cluster-home.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runAs } from './run-as.ts';
import { whyServerFailed } from './why-server-failed.ts';

/** The superuser role of every embedded cluster. */
export const SUPERUSER = 'hub';
const DRAFT = 'cluster.new-';

export interface Cluster {
  data: string;
  password: string;
  /** Where the password is kept, for messages. */
  passwordFile: string;
}

/**
 * Opens the cluster below a home, initialised at the first call. `initdb` works in a draft folder that is renamed when
 * whole: after a kill in between, the next start finds no cluster rather than half of one. Password (random, at first
 * start) and data appear in the same rename, so neither can exist without the other.
 * @throws DataFolderError, EmbeddedPostgresError
 */
export async function openCluster(place: ClusterHome, binaries: PostgresBinaries): Promise<Cluster> {
  await removeDrafts(place.home);
  const data = dataDirectory(place.home);
  if (!(await isInitialised(data))) await initialise(place, binaries);
  return { data, ...(await readClusterPassword(place.home)) };
}

/** The password of a cluster that there is. @throws DataFolderError */
export async function readClusterPassword(home: string): Promise<Omit<Cluster, 'data'>> {
  const passwordFile = join(home, 'cluster', 'password');
  return { passwordFile, password: await readPassword(passwordFile) };
}

async function isInitialised(data: string): Promise<boolean> {
  return await stat(data).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw DataFolderError.explain(error, data);
    },
  );
}

async function readPassword(file: string): Promise<string> {
  const lost = `Restore it from a copy, or delete the folder ${join(file, '..')} to begin with an empty database.`;
  const password = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataFolderError(`The database's password file ${file} cannot be read (${error.code}). ${lost}`);
  });
  if (password.trim() === '')
    throw new DataFolderError(`The database's password file ${file} is empty. ${lost}`);
  return password.trim();
}

async function removeDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(DRAFT)) continue;
    // Retried: the initdb of a killed hub may still be writing there, and fails once its folder is gone.
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

async function initialise({ home, account }: ClusterHome, binaries: PostgresBinaries): Promise<void> {
  const draft = join(home, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const data = join(draft, 'data');
  const handedOver = join(draft, 'initial-password');
  const password = randomBytes(24).toString('base64url');
  try {
    await mkdir(draft, { mode: 0o700 });
    // Set apart from mkdir, whose mode a umask of 077 (usual for root) would cut: the account must pass through.
    if (account) await chmod(draft, 0o711);
    await mkdir(data, { mode: 0o700 });
    await writeFile(join(draft, 'password'), `${password}\n`, { mode: 0o600 });
    await writeFile(handedOver, `${password}\n`, { mode: 0o600 });
    if (account) {
      await chown(data, account.uid, account.gid);
      await chown(handedOver, account.uid, account.gid);
    }
    await runInitdb(binaries, data, handedOver, account);
    await rm(handedOver);
    await rename(draft, join(home, 'cluster'));
  } catch (error) {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    const isExplained = error instanceof DataFolderError || error instanceof EmbeddedPostgresError;
    throw isExplained ? error : DataFolderError.explain(error, home);
  }
}

async function runInitdb(
  binaries: PostgresBinaries,
  data: string,
  passwordFile: string,
  account: ClusterHome['account'],
): Promise<void> {
  const { child, ended, lastLines } = runAs(account, binaries.initdb, [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    // Asked for on the socket too: whoever reaches it must still know the password.
    '--auth=scram-sha-256',
    // The same order of text and the same case rules on every machine, whatever its locales.
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  const end = await ended;
  if (end.code === 0) return;
  throw whyServerFailed(
    `PostgreSQL could not initialise ${data} (${end.description})`,
    lastLines(),
    data,
    child.pid,
  );
}
