import { access, chmod, constants, mkdir, realpath, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DataFolderError } from './data-folder-error.ts';

/**
 * Makes sure that a folder exists and that this process can write there. What it creates is private (0700; as root
 * 0711, so that the unprivileged user of PostgreSQL can pass through to its own folder, and still list nothing). A
 * folder that is there already keeps its mode: it is the user's.
 * @returns its real path
 * @throws DataFolderError where it cannot be created or written
 */
export async function createDataFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  try {
    const first = await mkdir(path, { recursive: true, mode }).catch((error: unknown) =>
      refusedBy(path, error),
    );
    // Again, because a strict umask (077 is usual for root) takes bits off the mode that mkdir is given.
    if (first !== undefined) await chmodDownTo(path, resolve(first), mode);
    if (!(await stat(path)).isDirectory())
      throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    throw DataFolderError.explain(error, path);
  }
}

async function chmodDownTo(path: string, first: string, mode: number): Promise<void> {
  for (let current = path; ; current = dirname(current)) {
    await chmod(current, mode);
    if (current === first || current === dirname(current)) return;
  }
}

/** Node's recursive mkdir says ENOENT on a read-only file system: the nearest folder that exists tells the cause. */
async function refusedBy(path: string, error: unknown): Promise<never> {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  for (let current = dirname(path); ; current = dirname(current)) {
    const exists = await stat(current).catch(() => null);
    if (exists) await access(current, constants.W_OK);
    if (exists || current === dirname(current)) throw error;
  }
}

/** Less than this is none: PostgreSQL logs in segments of 16 MB. Bytes. */
const NO_SPACE = 20 * 1024 * 1024;
/** How a server says that it cannot write, and what its clients see when it has ended of that. */
const MAY_BE_DISK =
  /No space left|could not (?:extend|write|create)|Connection terminated|recovery mode|ECONNRE/;

/** An error of PostgreSQL's while the disk of the data folder is full, told as that; any other error as it is. */
export async function explainFullDisk(error: unknown, folder: string): Promise<unknown> {
  const what = error instanceof Error ? error.message : String(error);
  if (error instanceof DataFolderError || !MAY_BE_DISK.test(what)) return error;
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Infinity, bsize: 1 }));
  if (bavail * bsize >= NO_SPACE) return error;
  return DataFolderError.explain({ code: 'ENOSPC' }, folder);
}
