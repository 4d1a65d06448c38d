import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ResendBudget } from '../../../adapters/sdk/guard/resend-budget.ts';
import { RollingRate } from '../../../adapters/sdk/guard/rolling-rate.ts';

const arrivals = fc.record({
  perSecond: fc.integer({ min: 1, max: 25 }),
  /** Milliseconds between the moments at which somebody wants to send. */
  gaps: fc.array(fc.double({ min: 0, max: 1_500, noNaN: true }), { minLength: 1, maxLength: 120 }),
});

/** Sends as soon as the rate lets it. @returns when each was wanted and when it was sent */
function send({ perSecond, gaps }: { perSecond: number; gaps: readonly number[] }) {
  const rate = new RollingRate(perSecond);
  const sent: { wanted: number; at: number }[] = [];
  let now = 1_000;
  for (const gap of gaps) {
    const wanted = now + gap;
    const at = wanted + rate.waitMs(wanted);
    expect(rate.waitMs(at)).toBeCloseTo(0, 6);
    rate.take(at);
    sent.push({ wanted, at });
    now = at;
  }
  return sent;
}

test('no rolling second holds more calls than the rate, wherever it begins', () => {
  fc.assert(
    fc.property(arrivals, (given) => {
      const times = send(given).map(({ at }) => at);
      for (const from of times) {
        const within = times.filter((at) => at >= from && at < from + 1_000).length;
        expect(within).toBeLessThanOrEqual(given.perSecond);
      }
    }),
  );
});

test('nobody waits while the rate has room, and nobody longer than until it has', () => {
  fc.assert(
    fc.property(arrivals, (given) => {
      const sent = send(given);
      for (const [position, { wanted, at }] of sent.entries()) {
        const blocker = sent[position - given.perSecond];
        const free = blocker ? Math.max(wanted, blocker.at + 1_025) : wanted;
        expect(at).toBeCloseTo(free, 6);
      }
    }),
  );
});

test('second attempts stay under a tenth of all calls and one, whatever the pattern, and ten at most in a row', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (failures) => {
      const budget = new ResendBudget();
      let spent = 0;
      for (const [calls, fails] of failures.entries()) {
        budget.earn();
        if (fails && budget.spend()) spent += 1;
        expect(spent).toBeLessThanOrEqual(1 + (calls + 1) / 10 + 1e-9);
      }
      let inARow = 0;
      while (budget.spend()) inARow += 1;
      expect(inARow).toBeLessThanOrEqual(10);
    }),
  );
});
