import { afterEach, expect, test } from '@jest/globals';
import { GatheringPace } from '../../../adapters/sdk/reading/gathering-pace.ts';
import type { PermitReader } from '../../../adapters/sdk/reading/permit-reader.ts';
import { eventually } from '../../support/eventually.ts';
import { ScriptedDepartment, settled } from './scripted-department.ts';

const LIMITS = { batchSize: 20, concurrency: 8 };

const open: PermitReader[] = [];
afterEach(() => open.splice(0).forEach((reader) => reader.close()));

/** Longer than any test. */
const NEVER_MS = 60_000;

/** A reader of a department that answered so fast so far, whatever this machine makes of it. */
function readerOf(department: ScriptedDepartment, { latencyMs, gatherMs = NEVER_MS }: Pace): PermitReader {
  const pace = new GatheringPace();
  pace.took(latencyMs);
  pace.took = () => undefined;
  const reader = department.reader({ limits: LIMITS, gatherMs, pace });
  open.push(reader);
  return reader;
}

interface Pace {
  latencyMs: number;
  gatherMs?: number;
}

test('a department that has not answered yet is not gathered for', () => {
  expect(new GatheringPace().calls).toBe(Infinity);
});

test('one slow answer does not make a fast department slow', () => {
  const pace = new GatheringPace();
  pace.took(1);
  pace.took(40);
  expect(pace.calls).toBe(2);
  for (let answer = 0; answer < 50; answer += 1) pace.took(40);
  expect(pace.calls).toBeGreaterThan(8);
});

test('of a department that answers at once, two calls are under way and the others gather', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department, { latencyMs: 0 });
  const reading = [];
  for (const number of ['A', 'B', 'C', 'D', 'E']) {
    reading.push(reader.read([number]));
    await settled();
  }
  expect(department.asked).toEqual([['A'], ['B']]);
  department.calls[0]?.answer();
  (await department.call(3)).answer();
  expect(department.asked.slice(2)).toEqual([['C', 'D', 'E']]);
  department.calls[1]?.answer();
  await Promise.all(reading);
});

test('a slow department is asked at once, as far as it bears', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department, { latencyMs: 60 });
  for (const number of ['A', 'B', 'C', 'D', 'E']) {
    void reader.read([number]);
    await settled();
  }
  expect(department.asked).toEqual([['A'], ['B'], ['C'], ['D'], ['E']]);
});

test('calls that hang do not hold up who comes after them', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department, { latencyMs: 0, gatherMs: 5 });
  for (const number of ['A', 'B', 'C']) {
    void reader.read([number]);
    await settled();
  }
  await eventually(() => expect(department.asked.slice(2)).toEqual([['C']]));
});

test('a whole batch waits for nobody', async () => {
  const department = new ScriptedDepartment();
  const reader = readerOf(department, { latencyMs: 0 });
  for (const number of ['A', 'B']) {
    void reader.read([number]);
    await settled();
  }
  const many = Array.from({ length: LIMITS.batchSize }, (_, at) => `M${at}`);
  void reader.read(many);
  await settled();
  expect(department.asked.slice(2)).toEqual([many]);
});
