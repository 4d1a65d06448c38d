import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { askLicence, statesOf, untilLive } from '../../support/licence-answer.ts';
import { isAlive } from '../platform/is-alive.ts';
import { processesOfFolder } from '../../support/processes-of-folder.ts';
import { refusedStart } from '../../support/refused-start.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const WORKERS = 2;
const LIVE = { food: 'LIVE', health: 'LIVE', culture: 'LIVE', tobacco: 'LIVE' };

let hub: RunningHub;
beforeAll(async () => {
  hub = await startHub({ arguments: ['--workers', String(WORKERS)] });
}, 60_000);
afterAll(async () => {
  await hub?.stop();
  // Of a hub that was killed its PostgreSQL is left, for the next start to clear; here there is none.
  for (const { pid } of processesOfFolder(hub.dataFolder)) if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
});

const workers = () =>
  processesOfFolder(hub.dataFolder).filter(({ command }) => command.includes('workers/worker-main.ts'));

test('several processes answer on one port, and what they observe is recorded once', async () => {
  expect(workers()).toHaveLength(WORKERS);
  await untilLive(hub);
  const before = await askLicence(hub);
  const { number } = before.permit('health');
  await hub.control('PATCH', `health/permits/${encodeURIComponent(number)}`, {
    status: 'SUSPENDED',
    notify: false,
  });
  // Each by a connection of its own, so that they come to all workers.
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => askLicence(hub, hub.demoLicense, { headers: { connection: 'close' } })),
  );
  for (const answer of answers) {
    if (answer.permit('health').freshness.state === 'LIVE')
      expect(answer.permit('health').status).toBe('SUSPENDED');
  }
  await eventually(async () =>
    expect((await askLicence(hub)).licence.version).toBe(before.licence.version + 1),
  );
  await hub.control('PATCH', `health/permits/${encodeURIComponent(number)}`, {
    status: 'VALID',
    notify: false,
  });
});

test('together they keep within the limits of each department', async () => {
  await untilLive(hub);
  const { data } = await hub.ask<{ licenses: { edges: { node: { number: string } }[] } }>(
    '{ licenses(filter: { regionCode: "150300" }, first: 60) { edges { node { number } } } }',
  );
  const numbers = data?.licenses.edges.map(({ node }) => node.number) ?? [];
  const reasons = new Set<string | null>();
  for (const _ of [1, 2]) {
    const answers = await Promise.all(numbers.map((number) => askLicence(hub, number)));
    for (const { licence } of answers) {
      for (const { freshness } of licence.subPermits) reasons.add(freshness.reason);
    }
  }
  // A department that is asked more than it bears refuses: REJECTED, or UNREACHABLE where connections are counted.
  for (const reason of reasons)
    expect([null, 'NOT_FOUND', 'THROTTLED', 'NEVER_READ', 'TIMEOUT']).toContain(reason);
});

test('one that is killed is replaced, and the others answer meanwhile', async () => {
  const [first] = workers();
  process.kill(first!.pid, 'SIGKILL');
  await eventually(async () => {
    const { licence } = await askLicence(hub, hub.demoLicense, { headers: { connection: 'close' } });
    expect(licence.status).toBe('VALID');
  });
  await eventually(() => {
    expect(hub.output()).toContain('has ended by itself (SIGKILL); it is replaced.');
    expect(workers()).toHaveLength(WORKERS);
    expect(workers().map(({ pid }) => pid)).not.toContain(first!.pid);
  }, 20_000);
  await untilLive(hub, 20_000);
  expect(statesOf(await askLicence(hub))).toEqual(LIVE);
}, 45_000);

test('more of them than a department bears calls at once are refused, by the name of the limit', async () => {
  expect(await refusedStart({ dataFolder: `${hub.dataFolder}/never`, arguments: ['--workers', '4'] })).toBe(
    '--workers 4: culture bears 3 calls at once, which they share; start at most 3.',
  );
});

test('they end with the first process, also where that is killed', async () => {
  const pids = workers().map(({ pid }) => pid);
  hub.signal('SIGKILL');
  await hub.ended();
  await eventually(() => {
    for (const pid of pids) expect(isAlive(pid)).toBe(false);
  }, 10_000);
}, 30_000);
