import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { askLicence } from '../support/licence-answer.ts';
import { createDataFolder, startHub, type RunningHub } from '../support/running-hub.ts';
import { startCommand, type StartedCommand } from '../support/started-command.ts';

/** The food adapter in a process of its own, as inside its department's network. */
let folder: string;
let hub: RunningHub;
let port: number;
let adapter: StartedCommand;

beforeAll(async () => {
  folder = createDataFolder();
  // The demo licences are read from their departments at the first start, by adapters inside the hub.
  await (await startHub({ dataFolder: folder })).stop();
  port = await freePort();
  hub = await startHub({
    dataFolder: folder,
    environment: { FOOD_SERVICE_URL: `http://127.0.0.1:${port}/food` },
  });
}, 60_000);

afterAll(async () => {
  adapter?.child.kill('SIGTERM');
  await adapter?.ended;
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startAdapter(): Promise<void> {
  const { environment } = JSON.parse(
    readFileSync(join(hub.dataFolder, 'sandbox', 'connections.json'), 'utf8'),
  ) as { environment: Record<string, string> };
  adapter = startCommand(process.execPath, ['deploy/start.ts', '--only', 'food'], {
    environment: { ...environment, SERVICE_PORT: String(port), DATA_DIR: hub.dataFolder },
  });
  await adapter.said('FOOD_SERVICE_URL=');
}

async function expectDown(): Promise<void> {
  const { licence, answer, permit, ms } = await askLicence(hub);
  expect(permit('food').freshness).toEqual({
    state: 'STALE',
    asOf: expect.stringMatching(/^\d{4}-/),
    reason: 'ADAPTER_DOWN',
  });
  expect(permit('food')).toMatchObject({ status: 'VALID', validTo: expect.stringMatching(/^\d{4}-/) });
  for (const other of ['health', 'culture', 'tobacco'] as const) {
    expect(permit(other).freshness.state).toBe('LIVE');
  }
  expect(licence.status).toBe('VALID');
  expect(licence.freshness).toMatchObject({ state: 'STALE', reason: 'ADAPTER_DOWN' });
  expect(answer.errors).toBeUndefined();
  expect(ms).toBeLessThan(1_200);
}

async function expectLive(): Promise<void> {
  expect((await askLicence(hub)).permit('food').freshness).toMatchObject({ state: 'LIVE', reason: null });
}

test('an adapter process that was never started is answered for from the last known record', expectDown);

test('an adapter in a process of its own answers live, and what it observes is recorded', async () => {
  await startAdapter();
  await eventually(expectLive);
  const before = await askLicence(hub);
  const food = before.permit('food');
  await hub.control('PATCH', `food/permits/${encodeURIComponent(food.number)}`, {
    status: 'SUSPENDED',
    notify: false,
  });
  expect((await askLicence(hub)).permit('food').status).toBe('SUSPENDED');
  await eventually(async () =>
    expect((await askLicence(hub)).licence.version).toBe(before.licence.version + 1),
  );
  await hub.control('PATCH', `food/permits/${encodeURIComponent(food.number)}`, { status: 'VALID' });
  await eventually(async () =>
    expect((await askLicence(hub)).licence.version).toBe(before.licence.version + 2),
  );
});

test('killed, it costs only its own part, and heals when it is back', async () => {
  adapter.child.kill('SIGKILL');
  await adapter.ended;
  await expectDown();
  await startAdapter();
  await eventually(expectLive);
});
