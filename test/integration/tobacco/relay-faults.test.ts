import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DepartmentSystem, Fault } from '../../../adapters/sandbox/core/system.ts';
import { DepartmentFault, type DepartmentClient, type ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { call } from '../../support/call-context.ts';
import { faultOf } from '../../support/fault-of.ts';
import { openTwinHouse, type TwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';
import { connectTo, runRelay, worldPermit } from './running-relay.ts';

const NUMBER = '410204200001';

let house: TwinHouse;
let system: DepartmentSystem;
let client: DepartmentClient;

const kinds = (answers: readonly ReadAnswer[]) => answers.map(({ kind }) => kind);

/** As the hub reads: once more where a kept-alive socket turns out to be dead. */
async function read(ms?: number): Promise<readonly ReadAnswer[]> {
  for (;;) {
    try {
      return await client.read([NUMBER], call(ms));
    } catch (error) {
      if (!(error instanceof DepartmentFault && error.resendable)) throw error;
    }
  }
}

beforeAll(async () => {
  house = await openTwinHouse('tobacco');
  system = await runRelay(house, [worldPermit()]);
  client = house.keep(connectTo(system));
  // The first signature takes longest: on a busy machine, more than the budgets below.
  await read();
});
afterAll(() => house?.close());
afterEach(async () => {
  await system.setFault({ mode: 'none' });
  await system.applySettings({ maintenance: false, limits: false, latencyMs: [0, 0] });
  expect(kinds(await read())).toEqual(['FOUND']);
});

const reasonsUnder = async (fault: Fault, calls: number, budgetMs = 300) => {
  await system.setFault(fault);
  const reasons: string[] = [];
  for (let at = 0; at < calls; at += 1) {
    reasons.push((await faultOf(read(budgetMs))).reason);
  }
  return reasons;
};

test('down is UNREACHABLE', async () => {
  expect(await reasonsUnder({ mode: 'down' }, 2)).toEqual(['UNREACHABLE', 'UNREACHABLE']);
});

test('hang is TIMEOUT within the budget', async () => {
  const startedAt = performance.now();
  expect(await reasonsUnder({ mode: 'hang' }, 1)).toEqual(['TIMEOUT']);
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});

test('latency beyond the budget is TIMEOUT, within it an answer', async () => {
  expect(await reasonsUnder({ mode: 'latency', ms: 800 }, 1)).toEqual(['TIMEOUT']);
  await system.setFault({ mode: 'latency', ms: 50 });
  expect(kinds(await read())).toEqual(['FOUND']);
});

test('error goes through the bureau’s own refusals, never "no such permit"', async () => {
  expect(await reasonsUnder({ mode: 'error' }, 3)).toEqual(['REJECTED', 'THROTTLED', 'REJECTED']);
});

test('garbage of each kind is BAD_DATA', async () => {
  expect(await reasonsUnder({ mode: 'garbage' }, 3)).toEqual(['BAD_DATA', 'BAD_DATA', 'BAD_DATA']);
});

test('flap is UNREACHABLE in its first half and answers in its second', async () => {
  await system.setFault({ mode: 'flap', ms: 60_000 });
  expect((await faultOf(client.read([NUMBER], call()))).reason).toBe('UNREACHABLE');
  await system.setFault({ mode: 'flap', ms: 200 });
  expect(kinds(await read())).toEqual(['FOUND']);
});

test('maintenance is MAINTENANCE', async () => {
  await system.applySettings({ maintenance: true });
  const fault = await faultOf(read());
  expect(fault).toMatchObject({ reason: 'MAINTENANCE', retryAfterMs: undefined });
});

test('beyond its rate the relay is busy: THROTTLED; what it refuses is counted too', async () => {
  // A relay of its own: calls that an earlier test gave up are still on their way through the other, and counted there.
  const busy = await runRelay(house, [worldPermit()]);
  const one = house.keep(connectTo(busy));
  await busy.applySettings({ limits: true });
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, () =>
      one.read([NUMBER], call()).then(
        () => 'FOUND',
        (error: DepartmentFault) => error.reason,
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(['FOUND', 'THROTTLED']));
  expect(outcomes.filter((outcome) => outcome === 'FOUND').length).toBeGreaterThanOrEqual(10);
  expect(busy.stats.requests).toBe(30);
});
