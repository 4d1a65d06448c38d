import { expect, test } from '@jest/globals';
import { DepartmentFault } from '../../../adapters/sdk/contract.ts';
import { found, ScriptedDepartment } from './scripted-department.ts';

const BAD_DATA = { kind: 'FAULT', reason: 'BAD_DATA' };

test('one number that cannot be believed spoils no other, and the log says why', async () => {
  const department = new ScriptedDepartment();
  const reading = department.reader().read(['A', 'B', 'C']);
  (await department.call(1)).answer([
    found('A'),
    { kind: 'BAD', number: 'B', problem: 'two rows that contradict each other' },
  ]);
  expect(await reading).toMatchObject([{ kind: 'FOUND' }, BAD_DATA, BAD_DATA]);
  expect(department.logged.map(({ problem }) => problem)).toEqual([
    'two rows that contradict each other',
    'number not answered',
  ]);
});

test('an answer for a number that nobody asked for goes to nobody', async () => {
  const department = new ScriptedDepartment();
  const reading = department.reader().read(['A']);
  (await department.call(1)).answer([found('A'), found('B')]);
  expect(await reading).toMatchObject([{ kind: 'FOUND' }]);
});

test('a fault of the call is the reason of every number in it; its message goes to the log only', async () => {
  const department = new ScriptedDepartment();
  const reading = department.reader().read(['A', 'B']);
  (await department.call(1)).fail(new DepartmentFault('REJECTED', 'E1003: signature refused'));
  const rejected = { kind: 'FAULT', reason: 'REJECTED' };
  expect(await reading).toEqual([rejected, rejected]);
  expect(department.logged).toMatchObject([{ reason: 'REJECTED', detail: 'E1003: signature refused' }]);
});

test('a mistake in an adapter is bad data of its department, never an exception', async () => {
  const department = new ScriptedDepartment();
  department.rule = (call) => call.fail(new TypeError('cannot read properties of undefined'));
  expect(await department.reader().read(['A'])).toEqual([BAD_DATA]);
  expect(department.logged[0]).toMatchObject({ msg: 'adapter failed' });
  const reader = department.reader({
    read() {
      throw new TypeError('thrown before there was a promise');
    },
  });
  expect(await reader.read(['A'])).toEqual([BAD_DATA]);
});

test('a call that cannot have begun is sent once more, never twice', async () => {
  const department = new ScriptedDepartment();
  const reset = () => new DepartmentFault('UNREACHABLE', 'kept-alive socket reset', { resendable: true });
  const reader = department.reader();
  const cured = reader.read(['A']);
  (await department.call(1)).fail(reset());
  (await department.call(2)).answer();
  expect((await cured)[0]?.kind).toBe('FOUND');

  const fresh = new ScriptedDepartment();
  fresh.rule = (call) => call.fail(reset());
  expect(await fresh.reader().read(['A'])).toEqual([{ kind: 'FAULT', reason: 'UNREACHABLE' }]);
  expect(fresh.calls).toHaveLength(2);
});

test('a fault that is no lost connection is not sent again', async () => {
  const department = new ScriptedDepartment();
  department.rule = (call) => call.fail(new DepartmentFault('UNREACHABLE', 'refused'));
  await department.reader().read(['A']);
  expect(department.calls).toHaveLength(1);
});

test('however often connections are lost, at most a tenth of all calls and one are sent again', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  let reads = 0;
  // Every fourth read succeeds, so that the breaker stays out of it.
  department.rule = (call) => {
    if (call.numbers[0]?.endsWith('0')) call.answer();
    else call.fail(new DepartmentFault('UNREACHABLE', 'reset', { resendable: true }));
  };
  for (; reads < 200; reads += 1) await reader.read([`number ${reads % 4}`]);
  const resent = department.calls.length - reads;
  expect(resent).toBeGreaterThan(10);
  expect(resent).toBeLessThanOrEqual(1 + reads / 10);
});

test('no rolling second sees more calls than the rate, resends included; what waits too long is throttled', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({
    limits: { batchSize: 1, concurrency: 10, ratePerSecond: 5 },
    budgetMs: 2_500,
  });
  department.rule = (call) => {
    if (department.calls.length > 1) call.answer();
    else call.fail(new DepartmentFault('UNREACHABLE', 'reset', { resendable: true }));
  };
  expect((await reader.read(['sent twice']))[0]?.kind).toBe('FOUND');
  const outcomes = await reader.read(Array.from({ length: 30 }, (_, at) => `number ${at}`));
  // Three at once, five in each of the next two seconds.
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    ...Array<string>(13).fill('FOUND'),
    ...Array<string>(17).fill('FAULT'),
  ]);
  expect(outcomes.at(-1)).toEqual({ kind: 'FAULT', reason: 'THROTTLED' });
  const times = department.calls.map(({ at }) => at);
  for (const from of times) {
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(5);
  }
});
