import { describe, expect, test } from '@jest/globals';
import { DepartmentFault } from '../../../../adapters/sdk/contract.ts';
import { ClockRefused, createDepartmentClock } from '../../../../adapters/sdk/mapping/department-clock.ts';
import { createClockSkew } from '../../../../adapters/sdk/mapping/clock-skew.ts';
import { timeOfDateHeader } from '../../../../adapters/sdk/mapping/date-header.ts';
import { createLogger } from '../../../../subgraphs/platform/logger.ts';

const NOW = Date.parse('2026-11-20T08:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const log = createLogger('test', 'silent');

describe('a department’s clock', () => {
  /** A department whose clock is `ahead` of ours, and which refuses what is 300 s off. */
  function department(ahead: number, tells: (theirs: number) => number | null = (theirs) => theirs) {
    const clock = createDepartmentClock({ department: 'test', log, now: () => NOW });
    const calls: number[] = [];
    const call = () =>
      clock.call(async (at) => {
        calls.push(at);
        const theirs = NOW + ahead;
        if (Math.abs(at - theirs) > 5 * MINUTE) throw new ClockRefused('expired', tells(theirs));
        return 'answer';
      });
    return { calls, call };
  }

  test('is ours until it is refused', async () => {
    const { calls, call } = department(MINUTE);
    expect(await call()).toBe('answer');
    expect(calls).toEqual([NOW]);
  });

  test.each([[10 * MINUTE], [-10 * MINUTE], [DAY]])(
    '%i ms ahead is measured, the call made once more, and the measurement kept',
    async (ahead) => {
      const { calls, call } = department(ahead);
      expect(await call()).toBe('answer');
      expect(await call()).toBe('answer');
      expect(calls).toEqual([NOW, NOW + ahead, NOW + ahead]);
    },
  );

  test.each([
    ['is not told', 10 * MINUTE, () => null],
    ['is told as ours, so that it was not refused for its time', 10 * MINUTE, () => NOW],
    ['is more than a day off: nobody shall get our signatures for another day', 2 * DAY, undefined],
  ])('is not corrected where it %s: one call, REJECTED', async (_what, ahead, tells) => {
    const { calls, call } = department(ahead, tells);
    await expect(call()).rejects.toMatchObject({
      name: 'DepartmentFault',
      reason: 'REJECTED',
      message: 'expired',
    });
    expect(calls).toEqual([NOW]);
  });

  test('refused again at the right time, it is not asked a third time', async () => {
    let calls = 0;
    const clock = createDepartmentClock({ department: 'test', log, now: () => NOW });
    const refused = clock.call(async () => {
      calls += 1;
      throw new ClockRefused('always', NOW + calls * 10 * MINUTE);
    });
    await expect(refused).rejects.toMatchObject({ reason: 'REJECTED' });
    expect(calls).toBe(2);
  });

  test('any other fault is passed on as it is, after one call', async () => {
    let calls = 0;
    const fault = new DepartmentFault('REJECTED', 'no right');
    const call = createDepartmentClock({ department: 'test', log }).call(async () => {
      calls += 1;
      throw fault;
    });
    await expect(call).rejects.toBe(fault);
    expect(calls).toBe(1);
  });
});

describe('the measured difference', () => {
  test('is taken against the middle of the call', () => {
    const skew = createClockSkew();
    expect(skew.measure(NOW + 60_000, NOW - 400, NOW + 200)).toBe(true);
    expect(skew.ms).toBe(60_100);
  });

  test('is worth a second try only beyond the least correction', () => {
    const skew = createClockSkew();
    expect(skew.measure(NOW + 1_999, NOW, NOW)).toBe(false);
    expect(skew.measure(NOW + 2_000, NOW, NOW)).toBe(true);
    expect(skew.measure(NOW + 3_999, NOW, NOW)).toBe(false);
    expect(skew.ms).toBe(2_000);
    const coarse = createClockSkew({ leastCorrectionMs: 30_000 });
    expect([coarse.measure(NOW + 29_999, NOW, NOW), coarse.measure(NOW + 30_000, NOW, NOW)]).toEqual([
      false,
      true,
    ]);
  });
});

test('a Date header tells the second in whose middle the answer was sent; anything else tells nothing', () => {
  const time = (date: string | string[] | undefined) =>
    timeOfDateHeader({ status: 200, headers: { date }, body: Buffer.alloc(0) });
  expect(time(new Date(NOW).toUTCString())).toBe(NOW + 500);
  expect(time([new Date(NOW).toUTCString(), 'x'])).toBe(NOW + 500);
  expect([time(undefined), time(''), time('soon')]).toEqual([null, null, null]);
});
