import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../subgraphs/platform/embedded-postgres.ts';
import { eventually } from '../../support/eventually.ts';
import { askLicence } from '../../support/licence-answer.ts';
import { refusedStart } from '../../support/refused-start.ts';
import { startHub } from '../../support/running-hub.ts';
import { startScriptedPostgres } from '../../support/scripted-postgres.ts';
import { endStartedCommands } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';
import { sql } from '../platform/sql.ts';

/** "Somebody else's" PostgreSQL, over TCP, with an owner for the hub's database who is nobody special. */
let external: EmbeddedPostgres;
let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
let tcp: number;
const url = (user: string, password: string, database: string) =>
  `postgresql://${user}:${password}@127.0.0.1:${tcp}/${database}`;
const hubUrl = () => url('licensing', 'p%40ss%2Fword', 'licences');

beforeAll(async () => {
  scratch = await createScratchFolder();
  tcp = await freePort();
  external = await startExternal();
  const admin = external.uri('postgres');
  await sql(admin, `CREATE ROLE licensing LOGIN PASSWORD 'p@ss/word'`);
  await sql(admin, `CREATE ROLE reader LOGIN PASSWORD 'reader'`);
  await sql(admin, 'CREATE DATABASE licences OWNER licensing');
  await sql(admin, `CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'`);
}, 60_000);
afterEach(endStartedCommands);
afterAll(async () => {
  await external.stop();
  await scratch.remove();
}, 30_000);

function startExternal(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    folder: join(scratch.path, 'external'),
    settings: { listen_addresses: '127.0.0.1', port: String(tcp) },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function refusal(databaseUrl: string): Promise<string> {
  const dataFolder = join(scratch.path, 'refused');
  return refusedStart({ dataFolder, environment: { DATABASE_URL: databaseUrl } });
}

describe('DATABASE_URL', () => {
  test('takes the place of the embedded PostgreSQL, through a stop and a start as well', async () => {
    const environment = { DATABASE_URL: hubUrl() };
    const first = await startHub({ dataFolder: scratch.path, environment });
    expect(first.output()).toContain('PostgreSQL of DATABASE_URL');
    expect(existsSync(join(first.dataFolder, 'postgres'))).toBe(false);
    const food = (await askLicence(first)).permit('food');
    await first.control('PATCH', `food/permits/${food.number}`, { status: 'SUSPENDED', notify: false });
    await eventually(async () => expect((await askLicence(first)).licence.version).toBe(2));
    expect(await sql(hubUrl(), 'SELECT count(*)::int > 100 AS many FROM issuance.composite_licence')).toEqual(
      [{ many: true }],
    );
    await first.stop();
    expect(first.output()).not.toContain('p%40ss');
    expect(first.output()).not.toContain('p@ss');

    const second = await startHub({ dataFolder: scratch.path, environment });
    expect((await askLicence(second)).licence).toMatchObject({ version: 2, status: 'PARTIAL' });

    // Somebody restarts it beneath a running hub.
    await external.stop();
    await eventually(async () => expect((await fetch(`${second.gateway}/ready`)).status).toBe(503));
    expect((await fetch(`${second.gateway}/health`)).status).toBe(200);
    external = await startExternal();
    await eventually(async () => {
      expect((await fetch(`${second.gateway}/ready`)).status).toBe(200);
      expect((await askLicence(second)).licence).toMatchObject({ version: 2, status: 'PARTIAL' });
    }, 5_000);
    await second.stop();
    expect(await second.ended()).toBe(0);
  }, 90_000);

  test('that nobody answers', async () => {
    const port = await freePort();
    expect(await refusal(`postgresql://a:secret@127.0.0.1:${port}/b`)).toBe(
      `DATABASE_URL: no PostgreSQL listens at 127.0.0.1:${port} (ECONNREFUSED). Start it, or correct host and port.`,
    );
  }, 30_000);

  test('with the wrong password', async () => {
    expect(await refusal(url('licensing', 'wrong', 'licences'))).toBe(
      `DATABASE_URL: 127.0.0.1:${tcp} does not let user licensing in ` +
        `(password authentication failed for user "licensing"). Correct user and password.`,
    );
  }, 30_000);

  test('with a database that does not exist', async () => {
    expect(await refusal(url('licensing', 'p%40ss%2Fword', 'nowhere'))).toBe(
      `DATABASE_URL: there is no database nowhere at 127.0.0.1:${tcp}. Create it, or correct the name.`,
    );
  }, 30_000);

  test('with a user who may not create tables', async () => {
    const said = await refusal(url('reader', 'reader', 'licences'));
    expect(said).toMatch(
      /^DATABASE_URL: user reader may not create what the hub needs in database licences \(/,
    );
    expect(said).toMatch(/Make it the owner of that database\.$/);
  }, 30_000);

  test('with a database in an encoding that cannot hold Chinese', async () => {
    expect(await refusal(url('licensing', 'p%40ss%2Fword', 'latin'))).toBe(
      'DATABASE_URL: its database is encoded in LATIN1, which cannot hold every Chinese name. ' +
        `Create one with ENCODING 'UTF8'.`,
    );
  }, 30_000);

  test('with a server that is too old', async () => {
    const old = { number: '140012', version: '14.12', encoding: 'UTF8', standby: 'f' };
    const server = await startScriptedPostgres(old);
    expect(await refusal(`postgresql://a:secret@127.0.0.1:${server.port}/b`)).toBe(
      'DATABASE_URL: its server is PostgreSQL 14.12; the hub needs 15 or later.',
    );
    await server.close();
  }, 30_000);

  test('with a server that does not speak', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as { port: number };
    expect(await refusal(`postgresql://a:secret@127.0.0.1:${port}/b`)).toMatch(
      /^DATABASE_URL: the PostgreSQL at 127\.0\.0\.1:\d+ cannot be used \(timeout expired\)\./,
    );
    silent.close();
  }, 30_000);

  test('that asks for TLS is not spoken to in clear', async () => {
    const said = await refusal(`${hubUrl()}?sslmode=verify-full`);
    expect(said).toMatch(/^DATABASE_URL: .*does not support SSL/);
  }, 30_000);
});
