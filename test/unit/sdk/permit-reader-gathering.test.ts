import { afterEach, expect, test } from '@jest/globals';
import type { PermitReader } from '../../../adapters/sdk/reading/permit-reader.ts';
import { eventually } from '../../support/eventually.ts';
import { ScriptedDepartment, settled } from './scripted-department.ts';

const LIMITS = { batchSize: 20, concurrency: 8 };

const open: PermitReader[] = [];
afterEach(() => open.splice(0).forEach((reader) => reader.close()));

/** Longer than any test. */
const NEVER_MS = 60_000;

/** A reader that has seen how fast its department is. */
async function readerOf(department: ScriptedDepartment, { latencyMs, gatherMs = NEVER_MS }: Pace) {
  const reader = department.reader({ limits: LIMITS, gatherMs });
  open.push(reader);
  department.rule = (call) => (latencyMs === 0 ? call.answer() : setTimeout(() => call.answer(), latencyMs));
  await reader.read(['first']);
  department.rule = undefined;
  return reader;
}

interface Pace {
  latencyMs: number;
  gatherMs?: number;
}

test('of a department that answers at once, two calls are under way and the others gather', async () => {
  const department = new ScriptedDepartment();
  const reader = await readerOf(department, { latencyMs: 0 });
  const reading = [];
  for (const number of ['A', 'B', 'C', 'D', 'E']) {
    reading.push(reader.read([number]));
    await settled();
  }
  expect(department.asked.slice(1)).toEqual([['A'], ['B']]);
  department.calls[1]?.answer();
  (await department.call(4)).answer();
  expect(department.asked.slice(3)).toEqual([['C', 'D', 'E']]);
  department.calls[2]?.answer();
  await Promise.all(reading);
});

test('a slow department is asked at once, as far as it bears', async () => {
  const department = new ScriptedDepartment();
  const reader = await readerOf(department, { latencyMs: 60 });
  for (const number of ['A', 'B', 'C', 'D', 'E']) {
    void reader.read([number]);
    await settled();
  }
  expect(department.asked.slice(1)).toEqual([['A'], ['B'], ['C'], ['D'], ['E']]);
});

test('calls that hang do not hold up who comes after them', async () => {
  const department = new ScriptedDepartment();
  const reader = await readerOf(department, { latencyMs: 0, gatherMs: 5 });
  for (const number of ['A', 'B', 'C']) {
    void reader.read([number]);
    await settled();
  }
  await eventually(() => expect(department.asked.slice(3)).toEqual([['C']]));
});

test('a whole batch waits for nobody', async () => {
  const department = new ScriptedDepartment();
  const reader = await readerOf(department, { latencyMs: 0 });
  for (const number of ['A', 'B']) {
    void reader.read([number]);
    await settled();
  }
  const many = Array.from({ length: LIMITS.batchSize }, (_, at) => `M${at}`);
  void reader.read(many);
  await settled();
  expect(department.asked.slice(3)).toEqual([many]);
});
