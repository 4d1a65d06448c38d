import { createHash } from 'node:crypto';
import { connect as connectSocket, type Socket } from 'node:net';
import { posix } from 'node:path';
import ssh2, { type Client as SshClient, type SFTPWrapper } from 'ssh2';
import { DepartmentFault } from '../../sdk/contract.ts';
import { untilAborted } from '../../sdk/reading/until-aborted.ts';

export interface SftpAddress {
  host: string;
  port: number;
  username: string;
}

export interface SftpSessionOptions extends SftpAddress {
  /** The hub's private key, OpenSSH or PEM. */
  privateKey: string;
  /** `SHA256:…` of the host keys that are trusted; any other server is a stranger. */
  hostKeys: readonly string[];
  /** Longest time of one step, milliseconds. Default 10,000. */
  stepMs?: number | undefined;
  /** Ends the session with whatever is under way. */
  signal: AbortSignal;
}

/** An entry of a folder. */
export interface RemoteEntry {
  name: string;
  bytes: number;
  /** Milliseconds since 1970; SFTP has whole seconds, so never later than it was. */
  modifiedAt: number;
  /** False for folders, links and devices. */
  isFile: boolean;
}

/** One connection to the bureau's file server. Every step has a time limit; a server that misses one is dropped. */
export interface SftpSession {
  /** @throws DepartmentFault BAD_DATA where a folder has more than 50,000 entries */
  list(folder: string): Promise<RemoteEntry[]>;
  /** The very entry, links not followed; null where there is none. */
  look(path: string): Promise<RemoteEntry | null>;
  /** A small file whole; null where there is none, or something larger, or a link or a folder. */
  readSmall(path: string, mostBytes: number): Promise<Buffer | null>;
  /** The first `bytes` of a file, piece by piece. The memory of a piece is used again once the next one is asked for. */
  read(path: string, bytes: number): AsyncGenerator<Buffer>;
  /** Written under `PATH.tmp` and renamed: no half file is ever seen under the name. */
  put(path: string, content: Buffer): Promise<void>;
  close(): void;
}

const CONNECT_MS = 5_000;
const STEP_MS = 10_000;
const MOST_ENTRIES = 50_000;
const PIECE_BYTES = 32_768;
/** Pieces asked for ahead, so that a far server costs its distance once, not for every piece. */
const AHEAD = 16;
const NO_SUCH_FILE = 2;
const END_OF_FILE = 1;

type Callback<T> = (error: unknown, value?: T) => void;

/** @throws DepartmentFault UNREACHABLE, TIMEOUT, or REJECTED where the server is a stranger or refuses our key */
export async function openSftpSession(options: SftpSessionOptions): Promise<SftpSession> {
  const stepMs = options.stepMs ?? STEP_MS;
  const socket = await openSocket(options);
  const ssh = new ssh2.Client();
  const lost = new AbortController();
  const end = (why: DepartmentFault) => {
    if (!lost.signal.aborted) lost.abort(why);
    socket.destroy();
  };
  const aborted = () => end(new DepartmentFault('TIMEOUT', 'the file exchange was given up'));
  options.signal.addEventListener('abort', aborted, { once: true });
  ssh.on('error', (error) => end(connectionFault(error)));
  ssh.on('close', () => end(new DepartmentFault('UNREACHABLE', 'the file server closed the connection')));

  /** One step within its time; a connection that is lost ends it, whatever the library does. */
  async function step<T>(what: string, start: (done: Callback<T>) => void): Promise<T> {
    const timer = setTimeout(
      () => end(new DepartmentFault('TIMEOUT', `the file server did not answer in time: ${what}`)),
      stepMs,
    );
    try {
      const done = new Promise<T>((resolve, reject) => {
        start((error, value) => (error ? reject(stepFault(what, error)) : resolve(value as T)));
      });
      return await untilAborted(done, lost.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  try {
    const stranger = () =>
      end(new DepartmentFault('REJECTED', 'the file server’s host key is none of TOBACCO_SFTP_HOST_KEY'));
    await step<void>('sign-in', (done) => signIn(ssh, { socket, options, stranger }, done));
    const sftp = await step<SFTPWrapper>('opening SFTP', (done) => ssh.sftp(done));
    return sftpSession(sftp, step, () => {
      options.signal.removeEventListener('abort', aborted);
      ssh.end();
      end(new DepartmentFault('UNREACHABLE', 'the session is closed'));
    });
  } catch (error) {
    options.signal.removeEventListener('abort', aborted);
    end(new DepartmentFault('UNREACHABLE', 'the session did not open'));
    throw error;
  }
}

interface SignIn {
  socket: Socket;
  options: SftpSessionOptions;
  /** The server is none of those that are trusted. */
  stranger: () => void;
}

function signIn(ssh: SshClient, { socket, options, stranger }: SignIn, done: Callback<void>): void {
  ssh.once('ready', () => done(null));
  ssh.connect({
    sock: socket,
    username: options.username,
    privateKey: options.privateKey,
    // Before anything of ours is sent: a server that is not the bureau's learns nothing and serves nothing.
    hostVerifier: (key: Buffer) => {
      const isTrusted = options.hostKeys.includes(fingerprint(key));
      if (!isTrusted) stranger();
      return isTrusted;
    },
    // Ours is the limit of the step.
    readyTimeout: 0,
  });
}

/** As `ssh-keygen -l` prints it. */
export function fingerprint(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

function openSocket({ host, port, signal }: SftpSessionOptions): Promise<Socket> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, noDelay: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new DepartmentFault('TIMEOUT', `no connection to the file server in ${CONNECT_MS} ms`));
    }, CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', refused);
      resolve(socket);
    });
    function refused(error: NodeJS.ErrnoException): void {
      clearTimeout(timer);
      reject(new DepartmentFault('UNREACHABLE', `no connection to the file server: ${error.code}`));
    }
    socket.once('error', refused);
  });
}

type Step = <T>(what: string, start: (done: Callback<T>) => void) => Promise<T>;

function sftpSession(sftp: SFTPWrapper, step: Step, close: () => void): SftpSession {
  const closeHandle = (handle: Buffer) => step<void>('closing', (done) => sftp.close(handle, done));

  async function look(path: string): Promise<RemoteEntry | null> {
    try {
      const attributes = await step<ssh2.Stats>('looking', (done) => sftp.lstat(path, done));
      return toEntry(posix.basename(path), attributes);
    } catch (error) {
      if (isStatus(error, NO_SUCH_FILE)) return null;
      throw error;
    }
  }

  async function* read(path: string, bytes: number): AsyncGenerator<Buffer> {
    const handle = await step<Buffer>('opening', (done) => sftp.open(path, 'r', done));
    const ahead: { buffer: Buffer; piece: Promise<Buffer> }[] = [];
    const free: Buffer[] = [];
    let position = 0;
    try {
      while (position < bytes || ahead.length > 0) {
        while (position < bytes && ahead.length < AHEAD) {
          const buffer = free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
          const length = Math.min(PIECE_BYTES, bytes - position);
          const piece = readPiece(handle, buffer.subarray(0, length), position);
          piece.catch(() => undefined);
          ahead.push({ buffer, piece });
          position += length;
        }
        const { buffer, piece } = ahead.shift()!;
        yield await piece;
        free.push(buffer);
      }
    } finally {
      await Promise.allSettled(ahead.map(({ piece }) => piece));
      await closeHandle(handle).catch(() => undefined);
    }
  }

  /** A server may give less than was asked for. Less at the end of the file is less. */
  async function readPiece(handle: Buffer, into: Buffer, position: number): Promise<Buffer> {
    let filled = 0;
    while (filled < into.length) {
      const count = await step<number>('reading', (done) =>
        sftp.read(handle, into, filled, into.length - filled, position + filled, (error, got) =>
          isStatus(error, END_OF_FILE) ? done(null, 0) : done(error, got),
        ),
      );
      if (count === 0) break;
      filled += count;
    }
    return into.subarray(0, filled);
  }

  return {
    look,
    read,
    close,
    async list(folder) {
      const handle = await step<Buffer>('listing', (done) => sftp.opendir(folder, done));
      const entries: RemoteEntry[] = [];
      for (;;) {
        const batch = await step<ssh2.FileEntryWithStats[] | null>('listing', (done) =>
          sftp.readdir(handle as unknown as string, (error, list) =>
            isStatus(error, END_OF_FILE) ? done(null, null) : done(error, list),
          ),
        );
        if (batch === null) break;
        for (const { filename, attrs } of batch) entries.push(toEntry(filename, attrs));
        // A folder without end would fill our memory.
        if (entries.length > MOST_ENTRIES)
          throw new DepartmentFault('BAD_DATA', `too many files in ${folder}`);
      }
      await closeHandle(handle);
      return entries;
    },
    async readSmall(path, mostBytes) {
      const entry = await look(path);
      if (entry === null || !entry.isFile || entry.bytes > mostBytes) return null;
      const pieces: Buffer[] = [];
      for await (const piece of read(path, entry.bytes)) pieces.push(Buffer.from(piece));
      return Buffer.concat(pieces);
    },
    async put(path, content) {
      const draft = `${path}.tmp`;
      const handle = await step<Buffer>('opening', (done) => sftp.open(draft, 'w', done));
      await step<void>('writing', (done) => sftp.write(handle, content, 0, content.length, 0, done));
      await closeHandle(handle);
      await step<void>('renaming', (done) => sftp.rename(draft, path, done));
    },
  };
}

function toEntry(name: string, attributes: ssh2.Stats): RemoteEntry {
  const { size, mtime } = attributes;
  return { name, bytes: size, modifiedAt: mtime * 1_000, isFile: attributes.isFile() };
}

function isStatus(error: unknown, status: number): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return code === status || cause?.code === status;
}

function stepFault(what: string, error: unknown): DepartmentFault {
  if (error instanceof DepartmentFault) return error;
  // Its text is a stranger's: not repeated.
  const { code } = error as { code?: unknown };
  return new DepartmentFault('REJECTED', `the file server refused ${what}: status ${String(code)}`, {
    cause: error,
  });
}

function connectionFault(error: Error & { level?: string; code?: string }): DepartmentFault {
  switch (error.level) {
    case 'client-authentication':
      return new DepartmentFault('REJECTED', 'the file server refused TOBACCO_SFTP_KEY');
    case 'handshake':
    case 'protocol':
      return new DepartmentFault('BAD_DATA', 'the file server does not speak SSH as it should');
    default:
      return new DepartmentFault('UNREACHABLE', `connection to the file server failed: ${error.code ?? ''}`);
  }
}
