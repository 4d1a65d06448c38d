import { createHash } from 'node:crypto';
import { constants, open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join, resolve } from 'node:path';
import { createDataFolder } from './data-folder.ts';
import { DataFolderError } from './data-folder-error.ts';

export { DataFolderError } from './data-folder-error.ts';

export interface DataFolderLock {
  release(): Promise<void>;
}

const ATTEMPTS = 20;
/** Milliseconds that the holder of the lock has to say who it is. */
const ANSWER_MS = 1_000;

/**
 * Takes the one lock of a data folder, and creates the folder if it is missing. The kernel keeps the lock and frees it
 * when the process ends, `kill -9` included: nothing can go stale. On Linux it is a listening unix socket with an
 * abstract name (no file), elsewhere a file lock. It holds within one host (on Linux one network namespace): not
 * between machines or containers that share a volume.
 * @throws DataFolderError where another hub holds it (with its pid), or the folder cannot be written
 */
export async function lockDataFolder(folder: string): Promise<DataFolderLock> {
  const real = await createDataFolder(folder);
  if (process.platform !== 'linux') return await lockFile(join(real, 'hub.lock'), resolve(folder));
  const id = createHash('sha256').update(real).digest('hex').slice(0, 32);
  const name = `\0one-licence-hub-${id}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const server = await listen(name);
    if (server) return { release: () => close(server) };
    const holder = await askHolder(name);
    // Gone: it ended between the two looks.
    if (holder !== 'gone') throw takenBy(holder, resolve(folder));
  }
  throw takenBy('silent', resolve(folder));
}

/** @returns null where the name is taken */
async function listen(name: string): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  return await new Promise((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(null) : failed(error),
    );
    // Exclusive: a cluster worker must not be handed its primary's socket as if it held a lock itself. Unreferenced:
    // a lock never keeps a process alive that has nothing else to do.
    server.listen({ path: name, exclusive: true }, () => done(server.unref()));
  });
}

type Holder = { pid: number } | 'silent' | 'gone';

async function askHolder(name: string): Promise<Holder> {
  return await new Promise((done) => {
    let answer = '';
    const socket = connect(name);
    socket.setEncoding('utf8').setTimeout(ANSWER_MS);
    socket.on('data', (text: string) => (answer += text));
    socket.on('timeout', () => {
      done('silent');
      socket.destroy();
    });
    socket.on('error', () => done('gone'));
    socket.on('close', () => done(/^\d+$/.test(answer) ? { pid: Number(answer) } : 'gone'));
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
async function lockFile(file: string, folder: string): Promise<DataFolderLock> {
  const { O_CREAT, O_NONBLOCK, O_RDWR } = constants;
  const handle = await open(file, O_RDWR | O_CREAT | O_NONBLOCK | O_EXLOCK, 0o600).catch(
    async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EAGAIN' && error.code !== 'EWOULDBLOCK')
        throw DataFolderError.explain(error, folder);
      const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
      throw takenBy(pid > 0 ? { pid } : 'silent', folder);
    },
  );
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

function takenBy(holder: Exclude<Holder, 'gone'>, folder: string): DataFolderError {
  const who = holder === 'silent' ? '' : ` (pid ${holder.pid})`;
  return new DataFolderError(
    `DATA_DIR ${folder} is in use by another hub${who}. Stop it, or start this one with another DATA_DIR.`,
  );
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((done) => server.close(() => done()));
}
