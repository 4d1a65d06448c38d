import { constants } from 'node:fs';
import { posix } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import ssh2, { type FileEntry, type SFTPWrapper } from 'ssh2';
import type { Switches } from './switches.ts';

export interface RemoteFile {
  name: string;
  bytes: number;
  /** Milliseconds since 1970. */
  modifiedAt: number;
  isLink?: boolean;
}

/** The folders that a file server shows; paths are absolute and plain. */
export interface RemoteFiles {
  /** Null: no such folder. */
  list(folder: string): Promise<RemoteFile[] | null>;
  /** Null: no such file. */
  look(path: string): Promise<RemoteFile | null>;
  read(path: string): Promise<Buffer | null>;
  /** Puts a file there or replaces it. @returns whether that is allowed */
  write(path: string, content: Buffer): Promise<boolean>;
  /** @returns whether there was such a file, and none under the new name */
  rename(from: string, to: string): Promise<boolean>;
}

export interface ServedFiles {
  files: RemoteFiles;
  switches: Switches;
  /** What this connection gets in place of content: 0 cut in half, 1 other bytes; null: what is there. */
  garble: 0 | 1 | null;
}

type Handle =
  | { kind: 'READ'; content: Buffer }
  | { kind: 'WRITE'; path: string; content: Buffer }
  | { kind: 'LIST'; rest: RemoteFile[] };

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;
const ENTRIES_AT_ONCE = 100;
const MOST_UPLOAD_BYTES = 1024 * 1024;

/** Serves one SFTP session. A file that is being written is seen as far as it is written, as on any disk. */
export function serveSftp(sftp: SFTPWrapper, { files, switches, garble }: ServedFiles): void {
  const handles = new Map<number, Handle>();
  let nextHandle = 0;

  /** One request: counted, slowed and failed as the switches say. */
  function on(request: number, work: () => Promise<void>, isCounted = false): void {
    if (isCounted) switches.countOther();
    void (async () => {
      const encounter = switches.encounter();
      if (encounter === 'hang') return;
      if (isCounted) await delay(switches.delay());
      if (encounter === 'error' || encounter === 'maintenance') {
        return sftp.status(request, STATUS_CODE.FAILURE, encounter === 'error' ? '系统异常' : '系统维护');
      }
      await work();
    })().catch(() => fail(request));
  }
  function fail(request: number, status: number = STATUS_CODE.FAILURE): void {
    sftp.status(request, status);
  }
  function give(request: number, handle: Handle): void {
    const name = Buffer.alloc(4);
    name.writeUInt32BE(nextHandle);
    handles.set(nextHandle++, handle);
    sftp.handle(request, name);
  }
  function handleOf(name: Buffer): Handle | undefined {
    return name.length === 4 ? handles.get(name.readUInt32BE()) : undefined;
  }
  function garbled(content: Buffer): Buffer {
    if (garble === 0) return content.subarray(0, Math.floor(content.length / 2));
    return garble === 1 ? Buffer.from(content.map((byte) => byte ^ 0x9c)) : content;
  }
  const look = (request: number, path: string) =>
    on(request, async () => {
      const file = await files.look(posix.normalize(path));
      if (file === null) return fail(request, STATUS_CODE.NO_SUCH_FILE);
      sftp.attrs(request, attributesOf(file));
    });

  sftp.on('OPENDIR', (request, path) => {
    on(
      request,
      async () => {
        const rest = await files.list(posix.normalize(path));
        if (rest === null) return fail(request, STATUS_CODE.NO_SUCH_FILE);
        give(request, { kind: 'LIST', rest });
      },
      true,
    );
  });
  sftp.on('READDIR', (request, name) => {
    on(request, async () => {
      const handle = handleOf(name);
      if (handle?.kind !== 'LIST') return fail(request);
      if (handle.rest.length === 0) return fail(request, STATUS_CODE.EOF);
      sftp.name(request, handle.rest.splice(0, ENTRIES_AT_ONCE).map(entryOf));
      await Promise.resolve();
    });
  });
  sftp.on('OPEN', (request, name, flags) => {
    on(request, async () => {
      const path = posix.normalize(name);
      if (flags & OPEN_MODE.WRITE) {
        if (!(await files.write(path, Buffer.alloc(0)))) return fail(request, STATUS_CODE.PERMISSION_DENIED);
        return give(request, { kind: 'WRITE', path, content: Buffer.alloc(0) });
      }
      const content = await files.read(path);
      if (content === null) return fail(request, STATUS_CODE.NO_SUCH_FILE);
      give(request, { kind: 'READ', content: garbled(content) });
    });
  });
  sftp.on('READ', (request, name, offset, length) => {
    on(request, async () => {
      const handle = handleOf(name);
      if (handle?.kind !== 'READ') return fail(request);
      if (offset >= handle.content.length) return fail(request, STATUS_CODE.EOF);
      sftp.data(request, handle.content.subarray(offset, offset + length));
      await Promise.resolve();
    });
  });
  sftp.on('WRITE', (request, name, offset, data) => {
    on(request, async () => {
      const handle = handleOf(name);
      if (handle?.kind !== 'WRITE' || offset + data.length > MOST_UPLOAD_BYTES) return fail(request);
      const content = Buffer.alloc(Math.max(handle.content.length, offset + data.length));
      handle.content.copy(content);
      data.copy(content, offset);
      handle.content = content;
      if (!(await files.write(handle.path, content))) return fail(request, STATUS_CODE.PERMISSION_DENIED);
      sftp.status(request, STATUS_CODE.OK);
    });
  });
  sftp.on('CLOSE', (request, name) => {
    on(request, async () => {
      const isKnown = name.length === 4 && handles.delete(name.readUInt32BE());
      sftp.status(request, isKnown ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
      await Promise.resolve();
    });
  });
  sftp.on('RENAME', (request, from, to) => {
    on(request, async () => {
      const isDone = await files.rename(posix.normalize(from), posix.normalize(to));
      sftp.status(request, isDone ? STATUS_CODE.OK : STATUS_CODE.FAILURE);
    });
  });
  sftp.on('LSTAT', look);
  sftp.on('STAT', look);
  sftp.on('REALPATH', (request, path) => {
    const name = posix.resolve('/', path);
    sftp.name(request, [
      { filename: name, longname: name, attrs: attributesOf({ name, bytes: 0, modifiedAt: 0 }) },
    ]);
  });
}

function entryOf(file: RemoteFile): FileEntry {
  const kind = file.isLink ? 'l' : '-';
  const day = new Date(file.modifiedAt).toISOString().slice(0, 10);
  const longname = `${kind}rw-r--r-- 1 yczm yczm ${file.bytes} ${day} ${file.name}`;
  return { filename: file.name, longname, attrs: attributesOf(file) };
}

function attributesOf({ bytes, modifiedAt, isLink = false }: RemoteFile) {
  const time = Math.floor(modifiedAt / 1_000);
  const mode = (isLink ? constants.S_IFLNK : constants.S_IFREG) | 0o644;
  return { mode, uid: 0, gid: 0, size: bytes, atime: time, mtime: time };
}
