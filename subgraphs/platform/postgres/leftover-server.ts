import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataFolderError } from '../data-folder-error.ts';
import { endServer } from './end-server.ts';

const run = promisify(execFile);

/**
 * Ends the server that a killed hub left behind on a data directory, and makes a stale pid file harmless. The caller
 * holds the lock of the data folder: no living hub owns that server.
 * @returns whether one was running
 * @throws DataFolderError where it cannot be ended
 */
export async function endLeftoverServer(data: string): Promise<boolean> {
  const pid = await readPid(data);
  if (pid === null) return false;
  if (await isServerOf(pid, data)) {
    if (await endServer(pid, async () => !(await isServerOf(pid, data)))) return true;
    throw new DataFolderError(
      `A PostgreSQL of an earlier hub (pid ${pid}) still runs on ${data} and cannot be ended. End it by hand.`,
    );
  }
  await disarmPidFile(data, pid);
  return false;
}

/**
 * Kills the children of a server that was itself killed: one that is busy notices late, and holds the shared memory
 * that keeps a new server from starting. They have no server any more, so there is nothing to end in order. Linux
 * only; elsewhere they end by themselves.
 */
export async function killOrphans(data: string): Promise<void> {
  const pids = await readdir('/proc').catch(() => []);
  for (const pid of pids.filter((name) => /^\d+$/.test(name)).map(Number)) {
    if (!(await isServerOf(pid, data))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself meanwhile.
    }
  }
}

async function readPid(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : null;
}

/** A pid alone proves nothing after a restart of the machine: the process must be a postgres at work in that folder. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']);
      return stdout.includes('postgres') && stdout.includes(data);
    }
    // Every process of a server works in its data directory; the link follows where the folder has been renamed.
    if ((await readlink(`/proc/${pid}/cwd`)) !== (await realpath(data))) return false;
    return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() === 'postgres';
  } catch {
    return false;
  }
}

/**
 * PostgreSQL refuses to start while any process has the pid in its stale file: after a restart of the machine, or in
 * a container, that may be anyone's. It ignores the pid of its own parent, so that is written there; the rest of the
 * file stays, by which the server finds shared memory still in use.
 */
async function disarmPidFile(data: string, pid: number): Promise<void> {
  try {
    process.kill(pid, 0);
  } catch {
    return;
  }
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) await writeFile(file, text.replace(/^\d+/, String(process.pid)));
}
