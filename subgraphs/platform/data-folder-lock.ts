import { createHash } from 'node:crypto';
import { constants, open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDataFolder } from './data-folder.ts';
import { DataFolderError } from './data-folder-error.ts';

export { DataFolderError } from './data-folder-error.ts';

export interface DataFolderLock {
  release(): Promise<void>;
}

export interface DataFolderLockOptions {
  /** Milliseconds to wait for another holder before it is refused, for one that is only just learning of its end. */
  patienceMs?: number;
  /** Whether the holder is closing: whoever else asks then waits for the lock instead of being refused. */
  isEnding?: () => boolean;
}

/** Milliseconds that are waited for a holder that says it is closing. */
const ENDING_MS = 15_000;
const POLL_MS = 25;
/** Milliseconds that the holder of the lock has to say who it is. */
const ANSWER_MS = 1_000;
const ENDING = ' ending';

/**
 * Takes the one lock of a data folder, and creates the folder if it is missing. The kernel keeps the lock and frees it
 * when the process ends, `kill -9` included: nothing can go stale. On Linux it is a listening unix socket with an
 * abstract name (no file), elsewhere a file lock. It holds within one host (on Linux one network namespace): not
 * between machines or containers that share a volume.
 * @throws DataFolderError where another hub holds it (with its pid), or the folder cannot be written
 */
export async function lockDataFolder(
  folder: string,
  options: DataFolderLockOptions = {},
): Promise<DataFolderLock> {
  const { patienceMs = 0, isEnding = () => false } = options;
  const real = await createDataFolder(folder);
  const id = createHash('sha256').update(real).digest('hex').slice(0, 32);
  const name = `\0one-licence-hub-${id}`;
  const began = performance.now();
  for (;;) {
    const taken =
      process.platform === 'linux' ? await listen(name, isEnding) : await lockFile(join(real, 'hub.lock'));
    if ('release' in taken) return taken;
    const holder = process.platform === 'linux' ? await askHolder(name) : taken;
    const waited = performance.now() - began;
    if (waited > (holder.isEnding ? ENDING_MS : patienceMs)) throw takenBy(holder, resolve(folder));
    await delay(POLL_MS);
  }
}

interface Holder {
  /** Undefined where it does not say. */
  pid?: number;
  isEnding: boolean;
}

/** @returns who holds it, as far as this tells, where the name is taken */
async function listen(name: string, isEnding: () => boolean): Promise<DataFolderLock | Holder> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`${process.pid}${isEnding() ? ENDING : ''}`);
  });
  return await new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done({ isEnding: false }) : failed(error),
    );
    // Exclusive: a cluster worker must not be handed its primary's socket as if it held a lock itself. Unreferenced:
    // a lock never keeps a process alive that has nothing else to do.
    server.listen({ path: name, exclusive: true }, () => {
      server.unref();
      done({ release: () => close(server) });
    });
  });
}

/** One that does not answer, because it has just ended, counts as ending. */
async function askHolder(name: string): Promise<Holder> {
  return await new Promise((done) => {
    let answer = '';
    const socket = connect(name);
    socket.setEncoding('utf8').setTimeout(ANSWER_MS);
    socket.on('data', (text: string) => (answer += text));
    socket.on('timeout', () => {
      done({ isEnding: false });
      socket.destroy();
    });
    socket.on('error', () => done({ isEnding: true }));
    socket.on('close', () => {
      const pid = Number.parseInt(answer, 10);
      done(pid > 0 ? { pid, isEnding: answer.endsWith(ENDING) } : { isEnding: true });
    });
  });
}

/** `O_EXLOCK` of macOS and the BSDs (sys/fcntl.h), which Node has no name for: opened and locked in one step. */
const O_EXLOCK = 0x20;
/** Kept from the garbage collector, which would close the file and with it the lock. */
const held = new Set<FileHandle>();

/**
 * A socket file would not do: of many starters that find a stale one, two can win (seen: three), as none can remove it
 * only if it is still the stale one.
 */
async function lockFile(file: string): Promise<DataFolderLock | Holder> {
  const { O_CREAT, O_NONBLOCK, O_RDWR } = constants;
  const handle = await open(file, O_RDWR | O_CREAT | O_NONBLOCK | O_EXLOCK, 0o600).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return null;
      throw DataFolderError.explain(error, file);
    },
  );
  if (!handle) {
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    return pid > 0 ? { pid, isEnding: false } : { isEnding: false };
  }
  await handle.truncate();
  await handle.write(`${process.pid}\n`, 0);
  held.add(handle);
  return {
    async release() {
      held.delete(handle);
      await handle.close();
    },
  };
}

function takenBy({ pid }: Holder, folder: string): DataFolderError {
  const who = pid === undefined ? '' : ` (pid ${pid})`;
  return new DataFolderError(
    `DATA_DIR ${folder} is in use by another hub${who}. Stop it, or start this one with another DATA_DIR.`,
  );
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((done) => server.close(() => done()));
}
