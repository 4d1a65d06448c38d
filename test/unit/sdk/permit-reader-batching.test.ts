import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { found, ScriptedDepartment, settled } from './scripted-department.ts';

test('the reads of one turn leave in one call, and each gets its own outcomes in its own order', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const first = reader.read(['B', 'A']);
  const second = reader.read(['C']);
  (await department.call(1)).answer([found('C'), { kind: 'ABSENT', number: 'A' }, found('B')]);
  expect((await first).map(({ kind }) => kind)).toEqual(['FOUND', 'ABSENT']);
  expect((await second).map(({ kind }) => kind)).toEqual(['FOUND']);
  expect(department.asked).toEqual([['B', 'A', 'C']]);
});

test('an outcome says when its call was sent', async () => {
  const department = new ScriptedDepartment();
  const before = Date.now();
  const reading = department.reader().read(['A']);
  const call = await department.call(1);
  const after = Date.now();
  call.answer();
  const [outcome] = await reading;
  if (outcome?.kind !== 'FOUND') throw new Error(`not found but ${outcome?.kind}`);
  expect(outcome.sentAt).toBeGreaterThanOrEqual(before);
  expect(outcome.sentAt).toBeLessThanOrEqual(after);
});

test('a call holds no more numbers than the system takes, and no more calls fly than it bears', async () => {
  const department = new ScriptedDepartment();
  const reading = department.reader().read([...'ABCDEFGH']);
  await settled();
  expect(department.asked).toEqual([
    ['A', 'B', 'C'],
    ['D', 'E', 'F'],
  ]);
  department.calls[0]?.answer();
  (await department.call(3)).answer();
  department.calls[1]?.answer();
  expect((await reading).every(({ kind }) => kind === 'FOUND')).toBe(true);
  expect(department.asked[2]).toEqual(['G', 'H']);
});

test('a number that stands several times in a read is asked for once and answered everywhere', async () => {
  const department = new ScriptedDepartment();
  const reading = department.reader().read(['A', 'B', 'A']);
  (await department.call(1)).answer([found('A'), { kind: 'ABSENT', number: 'B' }]);
  expect((await reading).map(({ kind }) => kind)).toEqual(['FOUND', 'ABSENT', 'FOUND']);
  expect(department.asked).toEqual([['A', 'B']]);
});

test('a read of nothing is answered at once', async () => {
  await expect(new ScriptedDepartment().reader({ budgetMs: 60_000 }).read([])).resolves.toEqual([]);
});

test('who asks for a number that is in a call joins that call; once it has ended, the number is asked anew', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const first = reader.read(['A']);
  const call = await department.call(1);
  const joined = reader.read(['A']);
  await settled();
  expect(department.asked).toEqual([['A']]);
  call.answer();
  expect(await joined).toEqual(await first);
  const later = reader.read(['A']);
  (await department.call(2)).answer([{ kind: 'ABSENT', number: 'A' }]);
  expect((await later)[0]?.kind).toBe('ABSENT');
});

test('a thousand readers of one number make one call', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader();
  const readings = Array.from({ length: 1_000 }, () => reader.read(['A']));
  (await department.call(1)).answer();
  const outcomes = await Promise.all(readings);
  expect(outcomes.every(([outcome]) => outcome?.kind === 'FOUND')).toBe(true);
  expect(department.calls).toHaveLength(1);
});

test('numbers leave in the order in which they came: a small read is not starved by large pages', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 2, concurrency: 1 } });
  const readings = [reader.read([...'ABCD']), reader.read(['small']), reader.read([...'EFGH'])];
  for (let n = 1; n <= 5; n += 1) (await department.call(n)).answer();
  await Promise.all(readings);
  expect(department.asked.flat()).toEqual([...'ABCD', 'small', ...'EFGH']);
});

test('twenty batches may wait; what does not fit is throttled at once, and what fits is answered', async () => {
  const department = new ScriptedDepartment();
  const reader = department.reader({ limits: { batchSize: 2, concurrency: 1 } });
  const inCall = reader.read(['a', 'b']);
  await department.call(1);
  const page = reader.read(Array.from({ length: 45 }, (_, at) => `page${at}`));
  expect(await reader.read(['too late'])).toEqual([{ kind: 'FAULT', reason: 'THROTTLED' }]);
  // A number that is on its way needs no place.
  const joined = reader.read(['a']);
  department.rule = (call) => call.answer();
  department.calls[0]?.answer();
  expect((await inCall)[0]?.kind).toBe('FOUND');
  expect((await joined)[0]?.kind).toBe('FOUND');
  const kinds = (await page).map(({ kind }) => kind);
  expect(kinds).toEqual([...Array<string>(40).fill('FOUND'), ...Array<string>(5).fill('FAULT')]);
  expect(department.calls).toHaveLength(21);
});

test('whatever is asked and in whatever order calls end: whole answers, bounds kept, no number in two calls at once', async () => {
  const scenario = fc.record({
    batchSize: fc.integer({ min: 1, max: 4 }),
    concurrency: fc.integer({ min: 1, max: 3 }),
    reads: fc.array(fc.array(fc.constantFrom(...'ABCDEFGH'), { maxLength: 6 }), {
      minLength: 1,
      maxLength: 12,
    }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, fc.scheduler(), async ({ batchSize, concurrency, reads }, scheduler) => {
      const inCalls = new Set<string>();
      let inFlight = 0;
      const reader = new ScriptedDepartment().reader({
        limits: { batchSize, concurrency },
        budgetMs: 60_000,
        async read(numbers) {
          inFlight += 1;
          expect(inFlight).toBeLessThanOrEqual(concurrency);
          expect(numbers.length).toBeLessThanOrEqual(batchSize);
          for (const number of numbers) {
            expect(inCalls.has(number)).toBe(false);
            inCalls.add(number);
          }
          await scheduler.schedule(Promise.resolve());
          for (const number of numbers) inCalls.delete(number);
          inFlight -= 1;
          return numbers.map((number) =>
            number < 'E' ? found(number) : { kind: 'ABSENT' as const, number },
          );
        },
      });
      const answers = reads.map((numbers) =>
        scheduler.schedule(Promise.resolve()).then(() => reader.read(numbers)),
      );
      await scheduler.waitFor(Promise.all(answers));
      for (const [at, answer] of answers.entries()) {
        const expected = reads[at]?.map((number) => (number < 'E' ? 'FOUND' : 'ABSENT'));
        expect((await answer).map(({ kind }) => kind)).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});
