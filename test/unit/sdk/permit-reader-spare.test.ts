import { expect, test } from '@jest/globals';
import { DepartmentFault } from '../../../adapters/sdk/contract.ts';
import { ScriptedDepartment, settled } from './scripted-department.ts';

const never = new AbortController().signal;

test('a call that is no read waits until no read waits and a place is free', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const reading = reader.read([...'ABCDEFGHI']);
  await settled();
  let sent = false;
  const spare = reader.spare(() => Promise.resolve((sent = true)), never);
  department.calls[0]?.answer();
  await department.call(3);
  await settled();
  expect(sent).toBe(false);
  department.calls[1]?.answer();
  await expect(spare).resolves.toBe(true);
  department.calls[2]?.answer();
  await reading;
});

test('while it is on its way it holds one place, so the system never bears more calls than it can', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  let answer: (value: string) => void = () => undefined;
  const spare = reader.spare(() => new Promise<string>((resolve) => (answer = resolve)), never);
  await settled();
  const reading = reader.read([...'ABCDEF']);
  await settled();
  expect(department.calls).toHaveLength(1);
  answer('done');
  await expect(spare).resolves.toBe('done');
  (await department.call(2)).answer();
  department.calls[0]?.answer();
  await reading;
});

test('it counts against the rate that the reads have', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 3, concurrency: 2, ratePerSecond: 2 } });
  department.rule = (call) => call.answer();
  const begun = performance.now();
  await reader.read(['A']);
  for (let call = 0; call < 2; call += 1) await reader.spare(() => Promise.resolve(), never);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
});

test('it is refused with the reason while the department asked not to be called', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const maintained = new DepartmentFault('MAINTENANCE', 'reload', { retryAfterMs: 60_000 });
  await expect(reader.spare(() => Promise.reject(maintained), never)).rejects.toBe(maintained);
  await expect(reader.spare(() => Promise.resolve(), never)).rejects.toMatchObject({
    reason: 'MAINTENANCE',
    retryAfterMs: expect.any(Number),
  });
});

test('who waits for it is let go when the caller leaves', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const reading = reader.read([...'ABCDEF']);
  await settled();
  const caller = new AbortController();
  const spare = reader.spare(() => Promise.resolve(), caller.signal);
  caller.abort(new Error('left'));
  await expect(spare).rejects.toThrow('left');
  for (const call of department.calls) call.answer();
  await reading;
});
