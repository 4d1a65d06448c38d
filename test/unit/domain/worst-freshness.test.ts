import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FRESHNESS_STATES } from '../../../subgraphs/domain/freshness.ts';
import { worstFreshness } from '../../../subgraphs/domain/worst-freshness.ts';

const live = { state: 'LIVE', asOf: '2026-03-01T10:00:00+08:00', reason: null } as const;
const stale = { state: 'STALE', asOf: '2026-02-28T10:00:00+08:00', reason: 'TIMEOUT' } as const;
const unavailable = { state: 'UNAVAILABLE', asOf: null, reason: 'NEVER_READ' } as const;

test('the worst state wins with its own reason, and the oldest as-of time of all', () => {
  expect(worstFreshness([live, stale])).toEqual(stale);
  expect(worstFreshness([live, stale, unavailable])).toEqual({ ...unavailable, asOf: stale.asOf });
});

test('a live licence keeps the note that one permit was not found', () => {
  expect(worstFreshness([live, { ...live, reason: 'NOT_FOUND' }])).toEqual({ ...live, reason: 'NOT_FOUND' });
});

test.each([null, undefined, {}])(
  'a permit whose freshness is %p makes the licence unavailable',
  (arrived) => {
    expect(worstFreshness([live, arrived])).toEqual({
      state: 'UNAVAILABLE',
      asOf: live.asOf,
      reason: 'ADAPTER_DOWN',
    });
  },
);

test('a licence without permits claims nothing', () => {
  expect(worstFreshness([])).toEqual({ state: 'UNAVAILABLE', asOf: null, reason: 'NEVER_READ' });
});

test('as-of times are compared as moments, not as text', () => {
  const utc = { ...live, asOf: '2026-03-01T03:00:00Z' };
  expect(worstFreshness([utc, live]).asOf).toBe(live.asOf);
});

test('the order of the permits changes neither state nor as-of time', () => {
  const one = fc.record({
    state: fc.constantFrom(...FRESHNESS_STATES),
    asOf: fc.option(fc.constantFrom(live.asOf, stale.asOf)),
  });
  fc.assert(
    fc.property(fc.array(one), (all) => {
      const { state, asOf } = worstFreshness(all);
      expect(worstFreshness(all.toReversed())).toMatchObject({ state, asOf });
    }),
  );
});
