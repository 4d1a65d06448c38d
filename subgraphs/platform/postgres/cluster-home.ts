import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDataFolder } from '../data-folder.ts';
import { DataFolderError } from '../data-folder-error.ts';
import { findPostgresAccount } from './postgres-account.ts';
import type { PostgresAccount } from './postgres-account.ts';
import { canReach } from './reach.ts';

/** Where clusters and binaries go whose own place is closed to the user that PostgreSQL runs as. */
export const SHARED_FOLDER = '/var/lib/one-licence-hub';
const POINTER = 'cluster-location';
const POINTED = /^\/var\/lib\/one-licence-hub\/[0-9a-f]{16}$/;

export interface ClusterHome {
  /** Holds `cluster/`: the data folder itself, or the place that its pointer file names. */
  home: string;
  /** The real path of the data folder. */
  folder: string;
  account: PostgresAccount | null;
}

/** The cluster's data directory (PGDATA) below its home. */
export function dataDirectory(home: string): string {
  return join(home, 'cluster', 'data');
}

/**
 * Finds the place of a data folder's cluster and the user that runs it. Where that user cannot enter the folder
 * (root's hub below `/root`), the cluster lives in a shared place and a pointer file stays in the folder, so that
 * deleting the folder still means a fresh cluster. Modes of the user's folders are never touched.
 * @throws DataFolderError where the cluster is lost or closed, EmbeddedPostgresError where there is no user for it
 */
export async function findClusterHome(folder: string, notice: (line: string) => void): Promise<ClusterHome> {
  const real = await createDataFolder(folder);
  const pointed = await readPointer(real);
  const home = pointed ?? real;
  const data = dataDirectory(home);
  const account = await findPostgresAccount(data);
  if (account === null) return { home, folder: real, account };

  if (await exists(data)) {
    if (await canReach(account, data)) return { home, folder: real, account };
    throw new DataFolderError(
      `User ${account.name} cannot enter its PostgreSQL cluster ${data} any more. Let it pass through the folders ` +
        'above (chmod o+x), move the data folder back, or set DATA_DIR to another folder.',
    );
  }
  if (await canReach(account, home)) return { home, folder: real, account };
  const moved = await relocate(real);
  notice(
    `User ${account.name}, as which PostgreSQL runs under root, cannot enter ${real}: the database is in ${moved} ` +
      `(${join(real, POINTER)} points there; remove both together)`,
  );
  return { home: moved, folder: real, account };
}

/** Where the cluster of a data folder is, if it has been created: for looking only. */
export async function locateHome(folder: string): Promise<string | null> {
  const home = (await readPointer(folder).catch(() => null)) ?? folder;
  return (await exists(dataDirectory(home))) ? home : null;
}

async function readPointer(folder: string): Promise<string | null> {
  const file = join(folder, POINTER);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw DataFolderError.explain(error, file);
  });
  if (text === null) return null;
  const target = text.trim();
  if (!POINTED.test(target)) {
    throw new DataFolderError(
      `${file} does not name a folder below ${SHARED_FOLDER}. Restore it, or delete it to begin with an empty database.`,
    );
  }
  if (await exists(target)) return target;
  throw new DataFolderError(
    `The database that ${file} points to, ${target}, is gone. Restore it, or delete ${file} to begin with an empty one.`,
  );
}

async function relocate(folder: string): Promise<string> {
  const target = join(SHARED_FOLDER, randomBytes(8).toString('hex'));
  await createSharedFolder();
  try {
    await mkdir(target, { mode: 0o711 });
    await chmod(target, 0o711);
    // The pointer before the cluster: a kill in between leaves an empty folder, never a cluster nobody knows.
    const draft = join(folder, `${POINTER}.new`);
    await writeFile(draft, `${target}\n`, { mode: 0o600 });
    await rename(draft, join(folder, POINTER));
    return target;
  } catch (error) {
    throw DataFolderError.explain(error, target);
  }
}

/** Creates the shared place, open to pass through. @throws DataFolderError */
export async function createSharedFolder(): Promise<string> {
  try {
    if ((await mkdir(SHARED_FOLDER, { recursive: true })) !== undefined) await chmod(SHARED_FOLDER, 0o755);
  } catch (error) {
    throw DataFolderError.explain(error, SHARED_FOLDER);
  }
  return SHARED_FOLDER;
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
