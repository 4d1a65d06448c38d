import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface FolderProcess {
  pid: number;
  parent: number;
  command: string;
}

/**
 * Every process that has to do with a data folder, by its arguments, its environment (`DATA_DIR`) or the folder that
 * it works in: hub, sandbox, and both PostgreSQL servers with their children. Linux only.
 */
export function processesOfFolder(folder: string): FolderProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
      // No command line: a kernel thread, or one that has ended and waits to be reaped.
      if (command === '') return [];
      const isOurs =
        command.includes(folder) ||
        read(`/proc/${pid}/environ`).split('\0').includes(`DATA_DIR=${folder}`) ||
        workingFolder(pid).startsWith(`${folder}/`);
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1]);
      return isOurs ? [{ pid: Number(pid), parent, command }] : [];
    });
}

/** One process of a hub's, by what it is. @throws Error where it does not run */
export function processOf(
  folder: string,
  what: 'hub' | 'sandbox' | 'hub-postgres' | 'sandbox-postgres',
): number {
  const pattern = {
    hub: /deploy\/start\.ts/,
    sandbox: /adapters\/sandbox\/main\.ts/,
    'hub-postgres': new RegExp(`postgres -D ${folder}/postgres/`),
    'sandbox-postgres': new RegExp(`postgres -D ${folder}/sandbox/postgres/`),
  }[what];
  // Not npm and its shell, which have the words of the hub in their command line too.
  const found = processesOfFolder(folder).find(
    ({ command }) => pattern.test(command) && !/^(?:npm|sh|\S*\/sh) /.test(command),
  );
  if (!found) throw new Error(`no ${what} runs on ${folder}`);
  return found.pid;
}

/** Folders of the sockets that its PostgreSQL servers listen on. */
export function socketFoldersOf(folder: string): string[] {
  return processesOfFolder(folder).flatMap(({ command }) => {
    const socketFolder = /unix_socket_directories=(\S+)/.exec(command)?.[1];
    return socketFolder === undefined ? [] : [socketFolder];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Ended meanwhile, or closed to this user.
    return '';
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
