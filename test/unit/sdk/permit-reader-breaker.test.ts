import { afterEach, expect, jest, test } from '@jest/globals';
import { DepartmentFault } from '../../../adapters/sdk/contract.ts';
import type { PermitReader } from '../../../adapters/sdk/reading/permit-reader.ts';
import type { FaultReason } from '../../../subgraphs/domain/freshness.ts';
import { eventually } from '../../support/eventually.ts';
import { ScriptedDepartment } from './scripted-department.ts';

const CIRCUIT_OPEN = { kind: 'FAULT', reason: 'CIRCUIT_OPEN' };
const readers: PermitReader[] = [];

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  for (const reader of readers.splice(0)) reader.close();
});

function failingDepartment(reason: FaultReason = 'UNREACHABLE', retryAfterMs?: number) {
  const department = new ScriptedDepartment();
  department.rule = (call) =>
    call.fail(new DepartmentFault(reason, 'down', retryAfterMs === undefined ? {} : { retryAfterMs }));
  return department;
}

function readerOf(department: ScriptedDepartment, options: Parameters<ScriptedDepartment['reader']>[0] = {}) {
  const reader = department.reader(options);
  readers.push(reader);
  return reader;
}

/** Time passes at the test's word; what runs without waiting goes on by itself. */
function fakeTime(): void {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
}

async function open(reader: PermitReader): Promise<void> {
  for (let failure = 1; failure <= 5; failure += 1) await reader.read([`number ${failure}`]);
  expect(reader.circuitOpen).toBe(true);
}

test('it opens at the fifth failure in a row, and from then on nobody asks and nobody waits', async () => {
  const department = failingDepartment();
  const reader = readerOf(department);
  for (let failure = 1; failure <= 4; failure += 1) await reader.read(['A']);
  expect(reader.circuitOpen).toBe(false);
  await open(reader);
  const asked = department.calls.length;
  for (let read = 0; read < 100; read += 1) expect(await reader.read(['A'])).toEqual([CIRCUIT_OPEN]);
  expect(department.calls.length).toBe(asked);
});

test('one answer in between begins the count anew', async () => {
  const department = failingDepartment();
  const reader = readerOf(department);
  const { rule } = department;
  for (let failure = 1; failure <= 12; failure += 1) {
    department.rule = failure % 5 === 0 ? (call) => call.answer() : rule;
    await reader.read(['A']);
  }
  expect(reader.circuitOpen).toBe(false);
});

test.each(['THROTTLED', 'MAINTENANCE'] as const)(
  'a department that answers %s is left closed',
  async (reason) => {
    const department = failingDepartment(reason);
    const reader = readerOf(department);
    for (let read = 0; read < 20; read += 1) {
      expect(await reader.read(['A'])).toEqual([{ kind: 'FAULT', reason }]);
    }
    expect(reader.circuitOpen).toBe(false);
    expect(department.calls).toHaveLength(20);
  },
);

test('calls that everybody has left are no failures', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department);
  for (let n = 1; n <= 10; n += 1) {
    const leaver = new AbortController();
    const reading = reader.read(['A'], leaver.signal);
    await department.call(n);
    leaver.abort();
    await reading;
  }
  expect(reader.circuitOpen).toBe(false);
});

test('those who waited for a place are told at once when it opens', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department, { limits: { batchSize: 1, concurrency: 5 }, budgetMs: 60_000 });
  const reading = reader.read([...'ABCDEFGH']);
  await department.call(5);
  for (const call of department.calls) call.fail(new DepartmentFault('TIMEOUT', 'slow'));
  const outcomes = await reading;
  expect(outcomes.slice(0, 5)).toEqual(Array(5).fill({ kind: 'FAULT', reason: 'TIMEOUT' }));
  expect(outcomes.slice(5)).toEqual(Array(3).fill(CIRCUIT_OPEN));
});

test('one probe at a time, while everybody asks; it closes when the department answers again', async () => {
  fakeTime();
  const department = failingDepartment();
  const reader = readerOf(department);
  await open(reader);
  const before = department.calls.length;
  department.rule = undefined;
  department.mostInFlight = 0;
  // Each probe hangs until its own budget is spent; nobody else is sent meanwhile.
  for (let ms = 0; ms < 10_000; ms += 50) {
    await Promise.all(Array.from({ length: 20 }, () => reader.read(['A'])));
    await jest.advanceTimersByTimeAsync(50);
  }
  expect(department.calls.length - before).toBeGreaterThanOrEqual(3);
  expect(department.mostInFlight).toBe(1);
  department.rule = (call) => call.answer();
  await jest.advanceTimersByTimeAsync(4_000);
  expect(reader.circuitOpen).toBe(false);
});

test('however long it was down, it is asked again within four seconds, its own 0.8 s included', async () => {
  fakeTime();
  const department = failingDepartment();
  const reader = readerOf(department);
  await open(reader);
  await jest.advanceTimersByTimeAsync(3_600_000);
  const probes = department.calls.slice(5).map(({ at }) => at);
  expect(Math.max(...probes.slice(1).map((at, n) => at - (probes[n] ?? 0)))).toBeLessThanOrEqual(3_010);
  department.rule = (call) => call.answer();
  await jest.advanceTimersByTimeAsync(3_010);
  expect(reader.circuitOpen).toBe(false);
});

test('a probe asks for a number that was answered before, then for the last that failed: neither alone decides', async () => {
  fakeTime();
  const department = new ScriptedDepartment();
  department.rule = (call) => call.answer();
  const reader = readerOf(department);
  await reader.read(['sound']);
  department.rule = (call) => call.fail(new DepartmentFault('BAD_DATA', 'chokes'));
  for (let failure = 1; failure <= 5; failure += 1) await reader.read(['poison']);
  expect(reader.circuitOpen).toBe(true);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(department.asked.slice(6)).toEqual([['sound'], ['poison']]);
});

test('probes too heed the pause that the department asked for', async () => {
  fakeTime();
  const department = failingDepartment('UNREACHABLE', 30_000);
  const reader = readerOf(department, { limits: { batchSize: 1, concurrency: 5 } });
  // Sent at the same time, so that the first refusal keeps none of them back.
  await reader.read([...'ABCDE']);
  expect(reader.circuitOpen).toBe(true);
  await jest.advanceTimersByTimeAsync(29_900);
  expect(department.calls).toHaveLength(5);
  // Refused again by the probe: again half a minute of peace.
  await jest.advanceTimersByTimeAsync(29_900);
  expect(department.calls).toHaveLength(6);
  department.rule = (call) => call.answer();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(reader.circuitOpen).toBe(false);
});

test('a clock that is set back keeps no department shut out', async () => {
  const department = failingDepartment();
  const reader = readerOf(department);
  await open(reader);
  const hourAgo = Date.now() - 3_600_000;
  jest.spyOn(Date, 'now').mockReturnValue(hourAgo);
  department.rule = (call) => call.answer();
  await eventually(() => expect(reader.circuitOpen).toBe(false));
});

test('a pause longer than the budget refuses at once with the department’s own reason, until it is over', async () => {
  const department = failingDepartment('MAINTENANCE', 400);
  const reader = readerOf(department, { budgetMs: 100 });
  await reader.read(['A']);
  const paused = performance.now();
  expect(await reader.read(['A'])).toEqual([{ kind: 'FAULT', reason: 'MAINTENANCE' }]);
  expect(performance.now() - paused).toBeLessThan(50);
  expect(department.calls).toHaveLength(1);
  department.rule = (call) => call.answer();
  await eventually(async () => expect((await reader.read(['A']))[0]?.kind).toBe('FOUND'));
  expect((department.calls[1]?.at ?? 0) - paused).toBeGreaterThan(290);
});

test('a pause shorter than the budget is waited for in the queue', async () => {
  const department = failingDepartment('THROTTLED', 200);
  const reader = readerOf(department, { budgetMs: 5_000 });
  await reader.read(['A']);
  const paused = performance.now();
  department.rule = (call) => call.answer();
  expect((await reader.read(['A']))[0]?.kind).toBe('FOUND');
  expect(performance.now() - paused).toBeGreaterThan(150);
});
