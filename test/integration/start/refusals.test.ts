import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { refusedStart, type RefusedStart } from '../../support/refused-start.ts';
import { startHub } from '../../support/running-hub.ts';
import { endStartedCommands, startCommand } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const isRoot = process.getuid?.() === 0;
const testAsRoot = isRoot ? test : test.skip;

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
beforeAll(async () => void (scratch = await createScratchFolder()));
afterEach(endStartedCommands);
afterAll(() => scratch.remove());

function refusal({ dataFolder = join(scratch.path, 'never'), ...attempt }: Partial<RefusedStart>) {
  return refusedStart({ dataFolder, ...attempt });
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
    expect(await refusal({ dataFolder: folder, environment: { PORT: String(port) } })).toBe(
      `PORT ${port} is in use by another program. Stop it, or set PORT to another port (0 for any free one).`,
    );
    expect(await readdir(folder)).toEqual([]);
    server.close();
  });

  test('where SANDBOX_PORT is in use', async () => {
    const { server, port } = await occupy();
    const folder = join(scratch.path, 'sandbox-port');
    expect(await refusal({ dataFolder: folder, environment: { SANDBOX_PORT: String(port) } })).toBe(
      `SANDBOX_PORT ${port} is in use by another program. Stop it, or set SANDBOX_PORT to another port (0 for any free one).`,
    );
    server.close();
  }, 60_000);

  test('where DATA_DIR, or a folder above it, is a file', async () => {
    const file = join(scratch.path, 'file');
    await writeFile(file, 'mine');
    for (const folder of [file, join(file, 'data')]) {
      expect(await refusal({ dataFolder: folder })).toMatch(`The data folder ${folder} is not a folder`);
    }
  });

  testAsRoot('where DATA_DIR cannot be written', async () => {
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o755 });
    for (const folder of [closed, join(closed, 'data')]) {
      const nobody = { uid: 65_534, gid: 65_534 };
      expect(await refusal({ dataFolder: folder, as: nobody })).toBe(
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
});
