import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lockDataFolder } from '../../../subgraphs/platform/data-folder-lock.ts';
import { eventually } from '../../support/eventually.ts';
import { askLicence } from '../../support/licence-answer.ts';
import { processesOfFolder, socketFoldersOf } from '../../support/processes-of-folder.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { endStartedCommands, startCommand, type StartedCommand } from '../../support/started-command.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

/** As on a machine that has npm and some Node: the project's own programs are npm's to find. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);

let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
let folder: string;
beforeAll(async () => {
  scratch = await createScratchFolder();
  folder = join(scratch.path, 'data');
});
const alone: RunningHub[] = [];
afterEach(async () => {
  await Promise.all(alone.splice(0).map((hub) => hub.stop()));
  await endStartedCommands();
}, 30_000);
afterAll(() => scratch.remove());

function npmStart(dataFolder = folder): StartedCommand {
  const environment = { PATH, DATA_DIR: dataFolder, PORT: '0', SANDBOX_PORT: '0' };
  return startCommand('npm', ['start'], { environment });
}

async function expectNothingLeft(sockets: readonly string[], dataFolder = folder): Promise<void> {
  expect(processesOfFolder(dataFolder)).toEqual([]);
  expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
  expect(existsSync(join(dataFolder, 'run.json'))).toBe(false);
  await (await lockDataFolder(dataFolder)).release();
}

describe('npm start', () => {
  test('tells steps with times, addresses, a demo licence and a query that works as printed; Ctrl-C leaves nothing', async () => {
    const began = performance.now();
    const hub = npmStart();
    await hub.said('Ctrl-C stops it.');
    expect(performance.now() - began).toBeLessThan(30_000);
    const steps = [...hub.out.matchAll(/^ {2}✓ (\S.*\S) +\d+ ms$/gm)].map(([, name]) => name);
    expect(steps).toEqual(
      expect.arrayContaining(['PostgreSQL, embedded', 'sandbox: four department systems', 'gateway']),
    );
    expect(hub.err).toBe('');

    const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Record<string, string>;
    expect(Object.keys(run)).toEqual(['gateway', 'sandbox', 'demoLicense']);
    expect(hub.out).toContain(`${run.gateway}/graphql`);
    expect(hub.out).toContain(`${run.sandbox}/control/departments`);
    expect(hub.out).toMatch(new RegExp(`demo licence +${run.demoLicense}`));
    for (const address of ['health', 'ready']) {
      expect((await fetch(`${run.gateway}/${address}`)).status).toBe(200);
    }
    expect((await fetch(`${run.sandbox}/control/departments`)).status).toBe(200);

    const printed = /^ {2}TOKEN=.*\n(?: {2}.*\n)+/m.exec(hub.out)?.[0] ?? '';
    const shell = startCommand('sh', ['-c', printed], { environment: { PATH } });
    expect(await shell.ended).toBe(0);
    const answer = JSON.parse(shell.out) as { data: { compositeLicense: { subPermits: unknown[] } } };
    expect(answer).toMatchObject({ data: { compositeLicense: { status: 'VALID' } } });
    expect(answer.data.compositeLicense.subPermits).toHaveLength(4);
    for (const permit of answer.data.compositeLicense.subPermits) {
      expect(permit).toMatchObject({ status: 'VALID', freshness: { state: 'LIVE', reason: null } });
    }

    const sockets = socketFoldersOf(folder);
    expect(sockets).toHaveLength(2);
    // npm, perhaps its shell, the hub, the sandbox, two servers with their children.
    expect(processesOfFolder(folder).length).toBeGreaterThan(6);
    hub.interrupt();
    expect(await hub.ended).toBe(0);
    expect(hub.err).toBe('');
    await expectNothingLeft(sockets);
  }, 60_000);

  test('answers within 5 s the next time', async () => {
    const answered = async () => {
      const began = performance.now();
      const hub = npmStart();
      await hub.said('Ctrl-C stops it.');
      const { gateway } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { gateway: string };
      const answer = await fetch(`${gateway}/graphql?query={__typename}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      });
      const took = performance.now() - began;
      expect(answer.status).toBe(200);
      expect(hub.out).not.toContain('demo licences, read');
      hub.interrupt();
      expect(await hub.ended).toBe(0);
      return took;
    };
    // About 1.5 s on a quiet machine; another try is for one that is busy with something else.
    let best = Infinity;
    for (let tries = 0; tries < 3 && best >= 5_000; tries += 1) best = Math.min(best, await answered());
    expect(best).toBeLessThan(5_000);
  }, 60_000);

  test.each([
    ['SIGINT to npm alone', (hub: StartedCommand) => process.kill(hub.pid, 'SIGINT')],
    ['SIGTERM to npm alone', (hub: StartedCommand) => process.kill(hub.pid, 'SIGTERM')],

    ['Ctrl-C pressed again and again', (hub: StartedCommand) => [1, 2, 3].forEach(() => hub.interrupt())],
  ])(
    'ends in order at %s',
    async (_, stop) => {
      const hub = npmStart();
      await hub.said('Ctrl-C stops it.');
      const sockets = socketFoldersOf(folder);
      stop(hub);
      expect(await hub.ended).toBe(0);
      await expectNothingLeft(sockets);
    },
    60_000,
  );

  test('answers what is under way when it is told to end, and waits for nobody who keeps a connection', async () => {
    const hub = await startHub({ dataFolder: scratch.path });
    alone.push(hub);
    await hub.heal();
    await hub.control('PUT', 'food/fault', { mode: 'hang' });
    // As browsers do, ahead of need.
    const { port, hostname } = new URL(hub.gateway);
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    const isClosed = once(idle, 'close');
    idle.on('error', () => undefined).resume();
    // `fetch` keeps its connections alive too.
    const asked = Array.from({ length: 5 }, () => askLicence(hub));
    // The others have been asked, so food has.
    await eventually(async () => {
      const { requests } = await hub.control<{ requests: number }>('GET', 'tobacco/stats');
      expect(requests).toBeGreaterThan(0);
    });
    const began = performance.now();
    hub.signal('SIGINT');
    for (const { licence } of await Promise.all(asked)) expect(licence.number).toBe(hub.demoLicense);
    await isClosed;
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(await hub.ended()).toBe(0);
    expect(processesOfFolder(folder)).toEqual([]);
  }, 60_000);

  test('ends in order when the terminal is closed', async () => {
    const hub = npmStart();
    await hub.said('Ctrl-C stops it.');
    const sockets = socketFoldersOf(folder);
    process.kill(-hub.pid, 'SIGHUP');
    // npm does not wait for the hub then.
    await hub.ended;
    await expectNothingLeft(sockets);
  }, 60_000);

  test('ends when npm is killed, and a start at once waits for that', async () => {
    const hub = npmStart();
    await hub.said('Ctrl-C stops it.');
    const sockets = socketFoldersOf(folder);
    process.kill(hub.pid, 'SIGKILL');
    const next = npmStart();
    await next.said('Ctrl-C stops it.');
    await hub.ended;
    expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
    next.interrupt();
    expect(await next.ended).toBe(0);
  }, 60_000);

  test('is interrupted at any moment of the first start, leaves nothing, and starts the next time', async () => {
    const random = seededRandom();
    const fresh = join(scratch.path, 'interrupted');
    for (const most of [400, 900, 1_800, 3_000, 5_000]) {
      const hub = npmStart(fresh);
      await pause(random() * most);
      const sockets = socketFoldersOf(fresh);
      hub.interrupt();
      // Before the hub has begun to listen for it, the signal itself ends it.
      expect([0, null]).toContain(await hub.ended);
      expect(hub.err.replace(/^npm .*\n/gm, '')).toBe('');
      await expectNothingLeft(sockets, fresh);
    }
    const hub = npmStart(fresh);
    await hub.said('Ctrl-C stops it.');
    hub.interrupt();
    expect(await hub.ended).toBe(0);
  }, 90_000);
});
