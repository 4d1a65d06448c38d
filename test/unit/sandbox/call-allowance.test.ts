import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCallAllowance } from '../../../adapters/sandbox/core/call-allowance.ts';

test('as many calls pass at once as in a second, and the slack; then as many as time refills', () => {
  let now = 0;
  const allowed = createCallAllowance({ perSecond: 10, slack: 2, now: () => now });
  const passed = (calls: number) => Array.from({ length: calls }, () => allowed()).filter(Boolean).length;
  expect(passed(30)).toBe(12);
  now += 250;
  expect(passed(30)).toBe(2);
  now += 60_000;
  expect(passed(30)).toBe(12);
});

test('however calls come, no more pass than the bucket held and time refilled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 200 }), (pauses) => {
      let now = 0;
      const allowed = createCallAllowance({ perSecond: 20, now: () => now });
      let passed = 0;
      for (const pause of pauses) {
        now += pause;
        if (allowed()) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(20 + (now * 20) / 1_000);
    }),
  );
});
