import { afterEach, expect, jest, test } from '@jest/globals';
import { ScriptedDepartment, settled } from './scripted-department.ts';

const THROTTLED = { kind: 'FAULT', reason: 'THROTTLED' };
const TIMEOUT = { kind: 'FAULT', reason: 'TIMEOUT' };

afterEach(() => {
  jest.useRealTimers();
});

test('when one of many leaves, its call goes on for the others', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const leaver = new AbortController();
  const left = reader.read(['A'], leaver.signal);
  const stayed = reader.read(['A']);
  const call = await department.call(1);
  leaver.abort();
  expect((await left)[0]?.kind).toBe('FAULT');
  expect(call.signal.aborted).toBe(false);
  call.answer();
  expect((await stayed)[0]?.kind).toBe('FOUND');
});

test('a batch goes on while anybody waits for any of its numbers', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const leaver = new AbortController();
  void reader.read(['A', 'B'], leaver.signal);
  const stayed = reader.read(['C']);
  const call = await department.call(1);
  leaver.abort();
  expect(call.signal.aborted).toBe(false);
  call.answer();
  expect((await stayed)[0]?.kind).toBe('FOUND');
});

test('a call that everybody has left is ended, without a word in the log, and nobody joins it any more', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 3, concurrency: 2 } });
  const leavers = [new AbortController(), new AbortController()];
  for (const { signal } of leavers) void reader.read(['A'], signal);
  const call = await department.call(1);
  leavers[0]?.abort();
  expect(call.signal.aborted).toBe(false);
  leavers[1]?.abort();
  expect(call.signal.aborted).toBe(true);
  const later = reader.read(['A']);
  (await department.call(2)).answer();
  expect((await later)[0]?.kind).toBe('FOUND');
  expect(department.logged).toEqual([]);
});

test('the place of a call that was left is free at once, even where the client does not mind its signal', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 1, concurrency: 1 } });
  const leaver = new AbortController();
  void reader.read(['A'], leaver.signal);
  await department.call(1);
  const next = reader.read(['B']);
  leaver.abort();
  (await department.call(2)).answer();
  expect((await next)[0]?.kind).toBe('FOUND');
});

test('what was left before it was sent is never sent', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 1, concurrency: 1 } });
  const first = reader.read(['A']);
  await department.call(1);
  const leaver = new AbortController();
  const waiting = reader.read(['B'], leaver.signal);
  leaver.abort();
  expect(await waiting).toEqual([THROTTLED]);
  department.calls[0]?.answer();
  await first;
  await settled();
  expect(department.asked).toEqual([['A']]);
});

test('a caller that has already left asks nobody', async () => {
  const department = new ScriptedDepartment();
  expect((await department.reader().read(['A'], AbortSignal.abort()))[0]?.kind).toBe('FAULT');
  await settled();
  expect(department.calls).toEqual([]);
});

test('after the budget what is on its way is late and what was not sent is throttled; the rest stands', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 1, concurrency: 2 }, budgetMs: 60 });
  const reading = reader.read(['quick', 'slow', 'slow too', 'never sent']);
  await settled();
  department.calls[0]?.answer();
  expect(await reading).toMatchObject([{ kind: 'FOUND' }, TIMEOUT, TIMEOUT, THROTTLED]);
  expect(department.asked).toEqual([['quick'], ['slow'], ['slow too']]);
});

test('a call has its own budget: it is ended then, and those who joined it late learn that it was late', async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const outcomes: unknown[] = [];
  void reader.read(['A']).then((answer) => outcomes.push(answer));
  await jest.advanceTimersByTimeAsync(799);
  void reader.read(['A']).then((answer) => outcomes.push(answer));
  expect(outcomes).toEqual([]);
  expect(department.calls[0]?.signal.aborted).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(outcomes).toEqual([[TIMEOUT], [TIMEOUT]]);
  expect(department.calls[0]?.signal.aborted).toBe(true);
  expect(department.calls).toHaveLength(1);
});
