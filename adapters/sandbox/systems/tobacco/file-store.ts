import type { Pool, PoolClient } from 'pg';
import { posix } from 'node:path';
import type { RemoteFile, RemoteFiles } from '../../core/sftp-files.ts';

/** The exchange's two folders: what the bureau gives out, and what it is handed. */
export const OUTBOX = '/outbox';
export const INBOX = '/inbox';

export interface StoredFile {
  name: string;
  content: Buffer;
}

/** The bureau's exchange folders, in its own database: what is there survives whatever the process meets. */
export interface FileStore extends RemoteFiles {
  open(): Promise<void>;
  put(folder: string, name: string, content: Buffer, client?: PoolClient): Promise<void>;
  names(folder: string): Promise<string[]>;
  content(folder: string, name: string): Promise<Buffer | null>;
  move(folder: string, from: string, to: string): Promise<boolean>;
  remove(folder: string, names: readonly string[]): Promise<void>;
}

export interface FileStoreOptions {
  pool: Pool;
  now: () => number;
  /** Told of a file that stands in /inbox under its final name. */
  arrived: (name: string) => void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS jh_wj (
    ml text NOT NULL, wjm text NOT NULL, nr bytea NOT NULL, xgsj bigint NOT NULL, PRIMARY KEY (ml, wjm)
  );
`;
const UPLOADABLE = /^[A-Za-z0-9_.-]{1,120}$/;

export function createFileStore({ pool, now, arrived }: FileStoreOptions): FileStore {
  async function put(folder: string, name: string, content: Buffer, client: Pool | PoolClient = pool) {
    await client.query(
      `INSERT INTO jh_wj VALUES ($1, $2, $3, $4)
       ON CONFLICT (ml, wjm) DO UPDATE SET nr = excluded.nr, xgsj = excluded.xgsj`,
      [folder, name, content, now()],
    );
  }
  async function content(folder: string, name: string): Promise<Buffer | null> {
    const { rows } = await pool.query<{ nr: Buffer }>('SELECT nr FROM jh_wj WHERE ml = $1 AND wjm = $2', [
      folder,
      name,
    ]);
    return rows[0]?.nr ?? null;
  }
  async function move(folder: string, from: string, to: string): Promise<boolean> {
    const { rowCount } = await pool.query(
      `UPDATE jh_wj SET wjm = $3 WHERE ml = $1 AND wjm = $2
       AND NOT EXISTS (SELECT 1 FROM jh_wj WHERE ml = $1 AND wjm = $3)`,
      [folder, from, to],
    );
    return rowCount === 1;
  }
  async function describe(where: string, values: readonly string[]): Promise<RemoteFile[]> {
    const { rows } = await pool.query<{ wjm: string; bytes: number; xgsj: string }>(
      `SELECT wjm, length(nr) AS bytes, xgsj FROM jh_wj WHERE ${where} ORDER BY wjm`,
      [...values],
    );
    return rows.map(({ wjm, bytes, xgsj }) => ({ name: wjm, bytes, modifiedAt: Number(xgsj) }));
  }

  return {
    async open() {
      await pool.query(SCHEMA);
    },
    put,
    content,
    move,
    async names(folder) {
      return (await describe('ml = $1', [folder])).map(({ name }) => name);
    },
    async remove(folder, names) {
      await pool.query('DELETE FROM jh_wj WHERE ml = $1 AND wjm = ANY($2)', [folder, names]);
    },
    list: (folder) =>
      folder === OUTBOX || folder === INBOX ? describe('ml = $1', [folder]) : Promise.resolve(null),
    async look(path) {
      const { dir, base } = posix.parse(path);
      const [file] = await describe('ml = $1 AND wjm = $2', [dir, base]);
      return file ?? null;
    },
    read(path) {
      const { dir, base } = posix.parse(path);
      return content(dir, base);
    },
    async write(path, bytes) {
      const { dir, base } = posix.parse(path);
      if (dir !== INBOX || !UPLOADABLE.test(base)) return false;
      await put(dir, base, bytes);
      return true;
    },
    async rename(from, to) {
      const [source, target] = [posix.parse(from), posix.parse(to)];
      if (source.dir !== INBOX || target.dir !== INBOX || !UPLOADABLE.test(target.base)) return false;
      const isDone = await move(INBOX, source.base, target.base);
      if (isDone) arrived(target.base);
      return isDone;
    },
  };
}
