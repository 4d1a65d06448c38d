import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { preparePostgresBinaries } from '../../../subgraphs/platform/postgres/postgres-binaries.ts';
import { findPostgresAccount } from '../../../subgraphs/platform/postgres/postgres-account.ts';
import { runAs } from '../../../subgraphs/platform/postgres/run-as.ts';
import { canReach } from '../../../subgraphs/platform/postgres/reach.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { sql } from './sql.ts';
import { startOwner } from './start-owner.ts';

const isRoot = process.getuid?.() === 0;
const testAsRoot = isRoot ? test : test.skip;
const NOBODY = { name: 'nobody', uid: 65_534, gid: 65_534 };

describe('the user that PostgreSQL runs as', () => {
  let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
  let notices: string[];
  const notice = (line: string) => void notices.push(line);
  beforeEach(async () => {
    scratch = await createScratchFolder();
    notices = [];
  });
  afterEach(() => scratch.remove());

  testAsRoot(
    'is not root, and the hub that is root tells nobody where it can stay in its folder',
    async () => {
      const folder = join(scratch.path, 'data');
      const server = await startEmbeddedPostgres({ folder, notice });
      expect((await stat(join(folder, 'cluster', 'data'))).uid).not.toBe(0);
      expect((await stat(join(folder, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
      expect(notices).toEqual([]);
      await server.stop();
    },
  );

  testAsRoot('can pass to its cluster under the strictest umask too', async () => {
    const usual = process.umask(0o077);
    try {
      const server = await startEmbeddedPostgres({ folder: join(scratch.path, 'data'), notice });
      await server.stop();
      expect(notices).toEqual([]);
    } finally {
      process.umask(usual);
    }
  });

  testAsRoot('in a folder closed to it, gets a place of its own; the folder keeps its mode', async () => {
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const folder = join(closed, 'data');
    const first = await startEmbeddedPostgres({ folder, notice });
    const pointed = (await readFile(join(folder, 'cluster-location'), 'utf8')).trim();
    try {
      expect(notices).toHaveLength(1);
      expect(notices[0]).toContain(pointed);
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
      await sql(first.uri('postgres'), 'create table kept as select 42 as answer');
      await first.stop();

      const second = await startEmbeddedPostgres({ folder, notice });
      expect(notices).toHaveLength(1);
      expect(await sql(second.uri('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
      await second.stop();
    } finally {
      await first.stop();
      await rm(pointed, { recursive: true });
    }
    await expect(startEmbeddedPostgres({ folder, notice })).rejects.toThrow(
      `${pointed}, is gone. Restore it`,
    );

    await rm(folder, { recursive: true });
    const fresh = await startEmbeddedPostgres({ folder, notice });
    await expect(sql(fresh.uri('postgres'), 'select answer from kept')).rejects.toThrow('does not exist');
    await fresh.stop();
    await rm((await readFile(join(folder, 'cluster-location'), 'utf8')).trim(), { recursive: true });
  });

  testAsRoot('without root is the current one; root takes over what a plain user began', async () => {
    if (!(await canReach(NOBODY, process.execPath)) || !(await canReach(NOBODY, import.meta.dirname))) return;
    const home = join(scratch.path, 'home');
    await mkdir(home, { mode: 0o700 });
    await chown(home, NOBODY.uid, NOBODY.gid);
    const folder = join(home, 'data');
    const owner = await startOwner(folder, NOBODY);
    expect((await stat(join(folder, 'cluster', 'data'))).uid).toBe(NOBODY.uid);
    await sql(owner.uri, 'create table kept as select 42 as answer');
    await owner.end('SIGTERM');
    expect(owner.child.exitCode).toBe(0);

    const asRoot = await startEmbeddedPostgres({ folder, notice });
    expect(await sql(asRoot.uri('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    await asRoot.stop();

    const again = await startOwner(folder, NOBODY);
    await again.end('SIGTERM');
  });

  testAsRoot('that cannot write the data folder is told so in one line', async () => {
    if (!(await canReach(NOBODY, process.execPath)) || !(await canReach(NOBODY, import.meta.dirname))) return;
    await expect(startOwner(scratch.path, NOBODY)).rejects.toThrow(
      `exit code 1: The data folder ${scratch.path} cannot be written (EACCES). ` +
        'Give user 65534 the right to write there, or set DATA_DIR to another folder.\n',
    );
  });

  describe('whose programs', () => {
    const installed = dirname(
      dirname(
        createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`),
      ),
    );

    async function version(postgres: string): Promise<string> {
      const account = await findPostgresAccount('/nonexistent');
      const { ended, lastLines } = runAs(account, postgres, ['--version']);
      expect(await ended).toEqual({ code: 0, description: 'exit code 0' });
      return lastLines().join();
    }

    async function withoutLinks(parent: string): Promise<string> {
      const packageFolder = join(parent, 'package');
      await cp(installed, packageFolder, { recursive: true, verbatimSymlinks: true });
      const lib = join(packageFolder, 'native', 'lib');
      for (const entry of await readdir(lib, { withFileTypes: true })) {
        if (entry.isSymbolicLink()) await rm(join(lib, entry.name));
      }
      return packageFolder;
    }

    test('were installed without install scripts are linked where they are', async () => {
      const packageFolder = await withoutLinks(scratch.path);
      const account = await findPostgresAccount('/nonexistent');
      const cache = () => Promise.reject(new Error('no copy is needed'));
      const { postgres } = await preparePostgresBinaries({ account, cache, packageFolder });
      expect(postgres.startsWith(packageFolder)).toBe(true);
      expect(await version(postgres)).toContain('(PostgreSQL) 18');
    });

    testAsRoot('are closed to it are copied once, whole, and open', async () => {
      const closed = join(scratch.path, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const packageFolder = await withoutLinks(closed);
      await chmod(join(packageFolder, 'native', 'lib'), 0o700);
      const cacheFolder = join(scratch.path, 'cache');
      const account = await findPostgresAccount('/nonexistent');
      const cache = () => Promise.resolve(cacheFolder);
      const options = { account, cache, packageFolder, notice };
      const all = await Promise.all([preparePostgresBinaries(options), preparePostgresBinaries(options)]);
      for (const { postgres } of all) expect(await version(postgres)).toContain('(PostgreSQL) 18');
      expect(await readdir(cacheFolder)).toHaveLength(1);
      const before = notices.length;
      expect(await preparePostgresBinaries(options)).toEqual(all[0]);
      expect(notices).toHaveLength(before);
      expect(notices[0]).toContain(cacheFolder);
    });
  });
});
