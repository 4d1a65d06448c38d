import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolderError } from '../data-folder-error.ts';
import type { ClusterHome } from './cluster-home.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { canReach } from './reach.ts';

/** Part of the socket's name, and what clients call the port; nothing listens on TCP. */
export const SOCKET_PORT = 5432;
/** Bytes of a socket's path (sockaddr_un: 108 on Linux, 104 on macOS, one for the end). */
const LONGEST_PATH = 103;
const OURS = /\/olh-[0-9a-f]{8}$/;

/**
 * Creates a fresh private folder for the server's socket, outside the data folder, whose path may be too long for a
 * socket; and removes the one that a killed hub left behind. Mode 0700, owned by the server's user: nobody else on
 * the machine can even try a password.
 */
export async function createSocketFolder({ home, account }: ClusterHome): Promise<string> {
  await removeRecordedSocketFolder(home);
  const record = recordIn(home);
  const reasons: string[] = [];
  for (const base of new Set(['/tmp', tmpdir(), '/var/tmp'])) {
    const folder = join(base, `olh-${randomBytes(4).toString('hex')}`);
    if (Buffer.byteLength(`${folder}/.s.PGSQL.${SOCKET_PORT}`) > LONGEST_PATH) continue;
    // Recorded first: a kill right after mkdir must not leave a folder that nobody knows.
    await writeRecord(record, folder);
    try {
      await mkdir(folder, { mode: 0o700 });
      if (account) await chown(folder, account.uid, account.gid);
      if (await canReach(account, folder)) return folder;
      reasons.push(`${base} is closed to ${account?.name ?? 'this user'}`);
    } catch (error) {
      reasons.push((error as Error).message);
    }
    await rm(folder, { recursive: true, force: true });
  }
  throw new EmbeddedPostgresError(
    `No folder for PostgreSQL's socket can be made (${reasons.join('; ')}). Make /tmp writable, or set TMPDIR.`,
  );
}

async function writeRecord(record: string, folder: string): Promise<void> {
  await writeFile(record, `${folder}\n`, { mode: 0o600 }).catch((error: unknown) => {
    throw DataFolderError.explain(error, record);
  });
}

/** Removes the folder that a killed hub left behind, if there is one. */
export async function removeRecordedSocketFolder(home: string): Promise<void> {
  const folder = await recordedSocketFolder(home);
  if (folder !== null) await removeSocketFolder(home, folder).catch(() => undefined);
}

/** The folder of the server that runs, or ran last; null where it ended in order. */
export async function recordedSocketFolder(home: string): Promise<string | null> {
  const folder = (await readFile(recordIn(home), 'utf8').catch(() => '')).trim();
  return OURS.test(folder) ? folder : null;
}

/** Removes the folder and the record of it. */
export async function removeSocketFolder(home: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rm(recordIn(home), { force: true });
}

function recordIn(home: string): string {
  return join(home, 'socket-folder');
}
