import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { eventually } from './eventually.ts';
import { isAlive } from './is-alive.ts';
import { createScratchFolder } from './scratch-folder.ts';
import { sql } from './sql.ts';
import { startOwner } from './start-owner.ts';

describe('the embedded PostgreSQL', () => {
  let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
  let folder: string;
  let running: EmbeddedPostgres[];
  beforeEach(async () => {
    scratch = await createScratchFolder();
    folder = join(scratch.path, 'data');
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop()));
    await scratch.remove();
  });

  async function start(settings?: Record<string, string>): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ folder, ...(settings && { settings }) });
    running.push(server);
    return server;
  }
  async function serverPid(): Promise<number> {
    return Number.parseInt(await readFile(join(folder, 'cluster', 'data', 'postmaster.pid'), 'utf8'), 10);
  }

  test('starts within 30 s the first time and 5 s the next, with the data intact', async () => {
    const began = performance.now();
    const first = await start();
    expect(performance.now() - began).toBeLessThan(30_000);
    await first.ensureDatabase('hub');
    await first.ensureDatabase('hub');
    await sql(first.uri('hub'), `create table kept as select 42 as answer`);
    await first.stop();

    const again = performance.now();
    const second = await start();
    expect(performance.now() - again).toBeLessThan(5_000);
    expect(await sql(second.uri('hub'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('listens on a private socket alone, asks for the password there and keeps it private', async () => {
    const server = await start();
    const settings = `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync`;
    expect(await sql(server.uri('postgres'), settings)).toEqual([{ tcp: '', fsync: 'on' }]);
    const wrong = server.uri('postgres').replace(server.password, 'wrong');
    await expect(sql(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    expect(server.password.length).toBeGreaterThanOrEqual(32);
  });

  test('orders text alike on every machine', async () => {
    const server = await start();
    const locale =
      'select datlocprovider as p, datlocale as l, pg_encoding_to_char(encoding) as e from pg_database';
    expect((await sql(server.uri('postgres'), locale))[0]).toEqual({ p: 'b', l: 'C.UTF-8', e: 'UTF8' });
    expect(await sql(server.uri('postgres'), `select upper('é') as upper`)).toEqual([{ upper: 'É' }]);
  });

  test('passes settings on, and creates a database whatever its name', async () => {
    const server = await start({ work_mem: '7MB' });
    expect(await sql(server.uri('postgres'), 'show work_mem')).toEqual([{ work_mem: '7MB' }]);
    await Promise.all([server.ensureDatabase('odd "name é'), server.ensureDatabase('odd "name é')]);
    expect(await sql(server.uri('odd "name é'), 'select current_database() as name')).toEqual([
      { name: 'odd "name é' },
    ]);
  });

  test('leaves neither process nor socket behind when stopped', async () => {
    const server = await start();
    const pid = await serverPid();
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(server.socketDirectory)).toBe(false);
    expect(await readdir(folder)).toEqual(['cluster']);
  });

  test('a killed server is started again at the same address within 2 s, and says so', async () => {
    const server = await start();
    const uri = server.uri('postgres');
    await sql(uri, 'create table kept as select 42 as answer');
    const exits: [string, boolean][] = [];
    server.onExit((description, isRestarting) => exits.push([description, isRestarting]));
    for (const round of [1, 2]) {
      const killed = await serverPid();
      process.kill(killed, 'SIGKILL');
      await eventually(
        async () => (await serverPid()) !== killed && (await sql(uri, 'select 1')).length === 1,
        2_000,
      );
      expect(exits).toHaveLength(round);
      expect(exits.at(-1)).toEqual([`PostgreSQL (pid ${killed}): ended by SIGKILL`, true]);
    }
    await server.ensureDatabase('after');
    expect(await sql(uri, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('a child of a killed server that is busy does not keep the next one from starting', async () => {
    const server = await start();
    const uri = server.uri('postgres');
    const busy = sql(uri, `do $$ begin loop perform 1; end loop; end $$`).catch(() => undefined);
    await eventually(async () => {
      const active = `select count(*)::int as n from pg_stat_activity where query like 'do $$%' and state = 'active'`;
      return (await sql(uri, active))[0]?.n === 1;
    });
    const killed = await serverPid();
    process.kill(killed, 'SIGKILL');
    await eventually(async () => (await serverPid()) !== killed && (await sql(uri, 'select 1')).length === 1);
    await busy;
  });

  test('a stop while the server is being started again leaves nothing behind', async () => {
    const server = await start();
    const exited = new Promise<void>((done) => server.onExit(() => done()));
    process.kill(await serverPid(), 'SIGKILL');
    await exited;
    await server.stop();
    const pid = await serverPid().catch(() => 0);
    expect(pid !== 0 && isAlive(pid)).toBe(false);
    expect(existsSync(server.socketDirectory)).toBe(false);
  });

  test('the server of a killed hub is ended by the next, its socket removed, the data intact', async () => {
    const owner = await startOwner(folder);
    await sql(owner.uri, 'create table kept as select 42 as answer');
    const left = await serverPid();
    await owner.end('SIGKILL');
    expect(isAlive(left)).toBe(true);

    const server = await start();
    expect(isAlive(left)).toBe(false);
    expect(existsSync(owner.socketDirectory)).toBe(false);
    expect(await sql(server.uri('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('hub and server both killed: the next start recovers', async () => {
    const owner = await startOwner(folder);
    await sql(owner.uri, 'create table kept as select 42 as answer');
    const left = await serverPid();
    await owner.end('SIGKILL');
    process.kill(left, 'SIGKILL');
    const server = await start();
    expect(await sql(server.uri('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('a stale pid file that names a process of someone else neither kills it nor blocks the start', async () => {
    await (await start()).stop();
    // As after a restart of the machine: the pid has been given to another process, here this very one's parent.
    const data = join(folder, 'cluster', 'data');
    const lines = [process.ppid, data, 1, 5432, '/nowhere', '', '  1  1', 'ready   '];
    await writeFile(join(data, 'postmaster.pid'), `${lines.join('\n')}\n`);
    const server = await start();
    expect(isAlive(process.ppid)).toBe(true);
    expect(await sql(server.uri('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a hub that was killed while it initialised the cluster starts afresh', async () => {
    await (await start()).stop();
    const half = join(folder, 'cluster.new-0badcafe');
    await rename(join(folder, 'cluster'), half);
    await rm(join(half, 'data', 'global'), { recursive: true });
    const server = await start();
    expect(await sql(server.uri('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(half)).toBe(false);
  });

  test('says what to do where the password is lost or not the right one', async () => {
    await (await start()).stop();
    const file = join(folder, 'cluster', 'password');
    await writeFile(file, 'another\n');
    await expect(start()).rejects.toThrow(`The password in ${file} is not the database's. Restore that file`);
    await rm(file);
    await expect(start()).rejects.toThrow(`password file ${file} cannot be read (ENOENT). Restore it`);
  });

  test('says in one line what the server complained of where the cluster is damaged', async () => {
    await (await start()).stop();
    await rm(join(folder, 'cluster', 'data', 'global', 'pg_control'));
    const refusal = (await start().catch((error: unknown) => error)) as Error;
    expect(refusal.message).toContain('could not find the database system');
    expect(refusal.message).not.toContain('\n');
  });
});
