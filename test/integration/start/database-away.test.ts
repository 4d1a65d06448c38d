import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { askLicence } from '../../support/licence-answer.ts';
import { processesOfFolder, processOf } from '../../support/processes-of-folder.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';
import { createScratchFolder } from '../platform/scratch-folder.ts';

const LICENCE = 'query ($number: ID!) { compositeLicense(number: $number) { number status } }';
const LIST = '{ licenses(first: 5) { totalCount edges { node { number } } } }';
/** The promise is 1 s; 0.2 s of room. */
const WITHIN_MS = 1_200;

describe('while PostgreSQL is away', () => {
  let scratch: Awaited<ReturnType<typeof createScratchFolder>>;
  let folder: string;
  let hub: RunningHub;
  beforeAll(async () => {
    scratch = await createScratchFolder();
    folder = join(scratch.path, 'data');
    hub = await startHub({ dataFolder: scratch.path });
    await askLicence(hub);
  }, 60_000);
  afterAll(async () => {
    await hub.stop();
    await scratch.remove();
  }, 30_000);

  /** Its processes, which freeze and thaw together: connections stay open, and nothing comes. */
  function signalServer(signal: NodeJS.Signals): void {
    const server = processOf(folder, 'hub-postgres');
    for (const { pid, parent } of processesOfFolder(folder)) {
      if (pid === server || parent === server) process.kill(pid, signal);
    }
  }

  async function expectUnavailable(query: string): Promise<void> {
    const began = performance.now();
    const answer = await hub.ask(query, { number: hub.demoLicense });
    expect(performance.now() - began).toBeLessThan(WITHIN_MS);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' });
    // Nothing of sockets, statements or addresses.
    expect(answer.errors?.[0]?.message).not.toMatch(/postgres|socket|connect|sql|olh-/i);
  }

  async function readiness(): Promise<number> {
    return (await fetch(`${hub.gateway}/ready`)).status;
  }

  test('reads answer a typed 503 in time, however many ask, and heal by themselves', async () => {
    signalServer('SIGSTOP');
    try {
      // The first ones find connections that do not answer, the later ones no connection.
      for (const query of [LICENCE, LIST, LICENCE]) await expectUnavailable(query);
      await Promise.all(Array.from({ length: 40 }, () => expectUnavailable(LICENCE)));
      expect(await readiness()).toBe(503);
      expect((await fetch(`${hub.gateway}/health`)).status).toBe(200);
    } finally {
      signalServer('SIGCONT');
    }
    await eventually(async () => expect(await readiness()).toBe(200));
    expect((await askLicence(hub)).licence.status).toBe('VALID');
  }, 30_000);

  test('for longer than connections are waited for, it heals just so', async () => {
    signalServer('SIGSTOP');
    const until = performance.now() + 6_000;
    try {
      while (performance.now() < until) await expectUnavailable(LICENCE);
    } finally {
      signalServer('SIGCONT');
    }
    await eventually(async () => expect((await askLicence(hub)).licence.status).toBe('VALID'), 5_000);
  }, 30_000);

  test('killed in the middle of a load, no request hangs or fails in another way', async () => {
    let asked = 0;
    let refused = 0;
    let isOver = false;
    const caller = async () => {
      while (!isOver) {
        const began = performance.now();
        const { status, data } = await hub.ask(LICENCE, { number: hub.demoLicense });
        expect(performance.now() - began).toBeLessThan(WITHIN_MS);
        asked += 1;
        if (status === 503) refused += 1;
        else
          expect({ status, data }).toMatchObject({
            status: 200,
            data: { compositeLicense: { status: 'VALID' } },
          });
      }
    };
    const callers = Promise.all(Array.from({ length: 8 }, caller));
    await eventually(() => expect(asked).toBeGreaterThan(50));
    process.kill(processOf(folder, 'hub-postgres'), 'SIGKILL');
    await eventually(() => expect(refused).toBeGreaterThan(0));
    const seen = refused;
    await eventually(async () => {
      expect(await readiness()).toBe(200);
      expect((await askLicence(hub)).licence.status).toBe('VALID');
    }, 5_000);
    isOver = true;
    await callers;
    expect(refused).toBeGreaterThanOrEqual(seen);
    expect(hub.output()).toContain('ended by SIGKILL; it is started again.');
  }, 30_000);
});
