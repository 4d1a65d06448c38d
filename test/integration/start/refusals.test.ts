import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { processesOfFolder } from '../../support/processes-of-folder.ts';
import { startHub } from '../../support/running-hub.ts';
import { endStartedCommands, startCommand, type CommandOptions } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const isRoot = process.getuid?.() === 0;
const testAsRoot = isRoot ? test : test.skip;

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
beforeAll(async () => void (scratch = await createScratchFolder()));
afterEach(endStartedCommands);
afterAll(() => scratch.remove());

interface Attempt {
  environment?: Record<string, string>;
  arguments?: string[];
  as?: Pick<CommandOptions, 'uid' | 'gid'>;
}

/** Starts a hub that cannot start. @returns its one line, once it is sure that nothing is left of it */
async function refusal({ environment = {}, arguments: args = [], as }: Attempt): Promise<string> {
  const all = { DATA_DIR: join(scratch.path, 'never'), PORT: '0', SANDBOX_PORT: '0', ...environment };
  const command = startCommand(process.execPath, ['deploy/start.ts', ...args], { environment: all, ...as });
  expect(await command.ended).toBe(1);
  expect(command.out).not.toContain('Ready');
  expect(command.err).toMatch(/^[^\n]+\n$/);
  expect(processesOfFolder(all.DATA_DIR)).toEqual([]);
  return command.err.trimEnd();
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a start that cannot go on ends in one line, with a code, and leaves nothing behind', () => {
  test.each([
    [{ environment: { PORT: 'abc' } }, 'PORT is "abc"; set it to a port from 0 (any free one) to 65535.'],
    [{ environment: { PORT: '65536' } }, 'PORT is "65536"; set it to a port from 0 (any free one) to 65535.'],
    [
      { environment: { SANDBOX_PORT: '-1' } },
      'SANDBOX_PORT is "-1"; set it to a port from 0 (any free one) to 65535.',
    ],
    [
      { environment: { PORT: '4321', SANDBOX_PORT: '4321' } },
      'PORT and SANDBOX_PORT are both 4321; set one of them to another port.',
    ],
    [
      { environment: { HOST: '192.0.2.1' } },
      'HOST 192.0.2.1 cannot be listened on (listen EADDRNOTAVAIL: address not available 192.0.2.1); ' +
        'set HOST to an address of this machine.',
    ],
    [
      { environment: { DATABASE_URL: 'mysql://hub:secret@localhost/hub' } },
      'DATABASE_URL cannot be read; set it to postgresql://USER:PASSWORD@HOST:PORT/DATABASE, ' +
        'or unset it for the embedded PostgreSQL.',
    ],
    [
      { arguments: ['--no-sandbx'] },
      expect.stringMatching(/^Unknown option '--no-sandbx'\. Known: --no-sandbox, /),
    ],
    [{ arguments: ['now'] }, expect.stringMatching(/^Unexpected argument 'now'\. Known: --no-sandbox, /)],
    [
      { environment: { FOOD_URL: 'http://user:secret@host/' } },
      expect.stringMatching(/^Configuration of adapter food: FOOD_URL/),
    ],
  ])('%j', async (attempt, line) => {
    const said = await refusal(attempt);
    expect(said).toEqual(line);
    expect(said).not.toContain('secret');
  });

  test('where PORT is in use: before anything is started', async () => {
    const { server, port } = await occupy();
    const folder = join(scratch.path, 'port');
    expect(await refusal({ environment: { PORT: String(port), DATA_DIR: folder } })).toBe(
      `PORT ${port} is in use by another program. Stop it, or set PORT to another port (0 for any free one).`,
    );
    expect(await readdir(folder)).toEqual([]);
    server.close();
  });

  test('where SANDBOX_PORT is in use', async () => {
    const { server, port } = await occupy();
    const folder = join(scratch.path, 'sandbox-port');
    expect(await refusal({ environment: { SANDBOX_PORT: String(port), DATA_DIR: folder } })).toBe(
      `SANDBOX_PORT ${port} is in use by another program. Stop it, or set SANDBOX_PORT to another port (0 for any free one).`,
    );
    server.close();
  }, 60_000);

  test('where DATA_DIR, or a folder above it, is a file', async () => {
    const file = join(scratch.path, 'file');
    await writeFile(file, 'mine');
    for (const folder of [file, join(file, 'data')]) {
      expect(await refusal({ environment: { DATA_DIR: folder } })).toMatch(
        `The data folder ${folder} is not a folder`,
      );
    }
  });

  testAsRoot('where DATA_DIR cannot be written', async () => {
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o755 });
    for (const folder of [closed, join(closed, 'data')]) {
      const nobody = { uid: 65_534, gid: 65_534 };
      expect(await refusal({ environment: { DATA_DIR: folder }, as: nobody })).toBe(
        `The data folder ${folder} cannot be written (EACCES). ` +
          'Give user 65534 the right to write there, or set DATA_DIR to another folder.',
      );
    }
  });

  test('where another hub has DATA_DIR, which is not disturbed', async () => {
    const other = await createScratchFolder();
    const hub = await startHub({ dataFolder: other.path });
    expect(await refusalBesides(hub.dataFolder)).toBe(
      `DATA_DIR ${hub.dataFolder} is in use by another hub (pid ${hub.pid}). ` +
        'Stop it, or start this one with another DATA_DIR.',
    );
    expect((await fetch(`${hub.gateway}/ready`)).status).toBe(200);
    await hub.stop();
    await other.remove();
  }, 60_000);

  async function refusalBesides(folder: string): Promise<string> {
    const second = startCommand(process.execPath, ['deploy/start.ts'], {
      environment: { DATA_DIR: folder, PORT: '0', SANDBOX_PORT: '0' },
    });
    expect(await second.ended).toBe(1);
    expect(second.out).toBe('');
    return second.err.trimEnd();
  }

  testAsRoot(
    'where the disk is full: at the first start and at a later one',
    async () => {
      const disk = join(scratch.path, 'disk');
      await mkdir(disk);
      // Room for one PostgreSQL and a part of the other, then for next to nothing.
      for (const size of ['70m', '3m']) {
        try {
          execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', disk], {
            stdio: 'pipe',
          });
        } catch {
          console.log('no tmpfs may be mounted here: not checked');
          return;
        }
        try {
          await chmod(disk, 0o755);
          const folder = join(disk, 'data');
          expect(await refusal({ environment: { DATA_DIR: folder } })).toMatch(
            /^No space is left for the data folder \S+ \(ENOSPC\)\. Free some, or set DATA_DIR to another folder\.$/,
          );
          const left = await readdir(join(folder, 'sandbox', 'postgres')).catch(() => []);
          expect(left.filter((name) => name.startsWith('cluster.new-'))).toEqual([]);
        } finally {
          execFileSync('umount', [disk]);
        }
      }
    },
    60_000,
  );
});
