import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { askLicence, statesOf } from '../../support/licence-answer.ts';
import { processesOfFolder, processOf, socketFoldersOf } from '../../support/processes-of-folder.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

/** A hub in which one permit of the demo licence has been suspended behind the hub's back, and seen. */
describe('after kill -9', () => {
  let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
  let folder: string;
  let hub: RunningHub;
  let raised: number;
  beforeAll(async () => {
    scratch = await createScratchFolder();
    folder = join(scratch.path, 'data');
    hub = await startHub({ dataFolder: scratch.path });
    const food = (await askLicence(hub)).permit('food');
    await hub.control('PATCH', `food/permits/${food.number}`, { status: 'SUSPENDED', notify: false });
    const before = (await askLicence(hub)).licence.version;
    raised = await eventually(async () => {
      const { version } = (await askLicence(hub)).licence;
      if (version === before) throw new Error('no new version yet');
      return version;
    }, 2_000);
    expect(raised).toBe(2);
  }, 60_000);
  afterAll(async () => {
    await hub.stop();
    await scratch.remove();
  }, 30_000);

  /** Hub and departments hold what they held, and answer. */
  async function expectDataIntact(): Promise<void> {
    const answer = await askLicence(hub);
    expect(answer.licence).toMatchObject({ version: raised, status: 'PARTIAL' });
    expect(answer.permit('food').status).toBe('SUSPENDED');
    expect(statesOf(answer)).toEqual({ food: 'LIVE', health: 'LIVE', culture: 'LIVE', tobacco: 'LIVE' });
  }

  async function startAgain(): Promise<void> {
    const began = performance.now();
    hub = await startHub({ dataFolder: scratch.path });
    await expectDataIntact();
    // 5 s when alone on the machine; recovery included.
    expect(performance.now() - began).toBeLessThan(20_000);
  }

  async function stopAndExpectNothingLeft(): Promise<void> {
    const sockets = socketFoldersOf(folder);
    hub.signal('SIGINT');
    expect(await hub.ended()).toBe(0);
    expect(processesOfFolder(folder)).toEqual([]);
    expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
  }

  test('of the hub, its departments end by themselves, and a start at once recovers', async () => {
    const sockets = socketFoldersOf(folder);
    process.kill(processOf(folder, 'hub'), 'SIGKILL');
    await hub.ended();
    await startAgain();
    expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);

    const sandbox = processOf(folder, 'sandbox');
    const postgres = processOf(folder, 'sandbox-postgres');
    process.kill(processOf(folder, 'hub'), 'SIGKILL');
    await hub.ended();
    await eventually(() => {
      const left = processesOfFolder(folder).filter(({ pid }) => pid === sandbox || pid === postgres);
      expect(left).toEqual([]);
    });
    await startAgain();
  }, 60_000);

  test('of the sandbox, the hub answers from its records, says so, and leaves nothing at its end', async () => {
    const sockets = socketFoldersOf(folder);
    process.kill(processOf(folder, 'sandbox'), 'SIGKILL');
    await eventually(() => expect(hub.output()).toContain('The sandbox has ended by itself'));
    const answer = await askLicence(hub);
    expect(statesOf(answer)).toEqual({ food: 'STALE', health: 'STALE', culture: 'STALE', tobacco: 'STALE' });
    expect(answer.permit('food').status).toBe('SUSPENDED');
    await stopAndExpectNothingLeft();
    expect(sockets.filter((socket) => existsSync(socket))).toEqual([]);
    await startAgain();
  }, 60_000);

  test.each(['hub-postgres', 'sandbox-postgres'] as const)(
    'of the %s alone, all heals by itself within 5 s',
    async (server) => {
      const killed = processOf(folder, server);
      process.kill(killed, 'SIGKILL');
      await eventually(() => {
        expect(processOf(folder, server)).not.toBe(killed);
        return expectDataIntact();
      }, 5_000);
      await stopAndExpectNothingLeft();
      await startAgain();
    },
    60_000,
  );

  test('of the sandbox and its PostgreSQL, the next start recovers', async () => {
    process.kill(processOf(folder, 'sandbox'), 'SIGKILL');
    process.kill(processOf(folder, 'sandbox-postgres'), 'SIGKILL');
    await stopAndExpectNothingLeft();
    await startAgain();
  }, 60_000);

  test('of everything at once, the next start recovers', async () => {
    for (const { pid } of processesOfFolder(folder)) process.kill(pid, 'SIGKILL');
    await hub.ended();
    await startAgain();
  }, 60_000);

  test('of everything at any moment of the very first start, the next one begins afresh', async () => {
    const random = seededRandom();
    const fresh = await createScratchFolder();
    const data = join(fresh.path, 'data');
    for (const most of [700, 1_500, 3_000]) {
      const starting = startHub({ dataFolder: fresh.path }).catch(() => null);
      await pause(random() * most);
      for (const { pid } of processesOfFolder(data)) process.kill(pid, 'SIGKILL');
      const started = await starting;
      if (started) await started.ended();
    }
    const first = await startHub({ dataFolder: fresh.path });
    expect((await askLicence(first)).licence).toMatchObject({ version: 1, status: 'VALID' });
    await first.stop();
    expect(processesOfFolder(data)).toEqual([]);
    await fresh.remove();
  }, 60_000);

  test('of everything at any moment of a start, the next start recovers', async () => {
    const random = seededRandom();
    for (const most of [300, 600, 1_000]) {
      await hub.stop();
      const starting = startHub({ dataFolder: scratch.path }).catch(() => null);
      await pause(random() * most);
      for (const { pid } of processesOfFolder(folder)) process.kill(pid, 'SIGKILL');
      const started = await starting;
      if (started) await started.ended();
      await startAgain();
    }
    await stopAndExpectNothingLeft();
    await startAgain();
  }, 60_000);
});
