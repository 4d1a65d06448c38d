import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  COMPOSITE_STATUSES,
  compositeStatus,
  type CompositePart,
} from '../../../subgraphs/domain/composite-status.ts';
import { FRESHNESS_STATES } from '../../../subgraphs/domain/freshness.ts';
import { isInForce, PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';

const good: CompositePart = { onFace: true, status: 'VALID', state: 'LIVE' };
const stale: CompositePart = { onFace: true, status: 'RENEWAL_PENDING', state: 'STALE' };
const revoked: CompositePart = { onFace: true, status: 'REVOKED', state: 'LIVE' };
const unknown: CompositePart = { onFace: true, status: 'UNKNOWN', state: 'LIVE' };
const unavailable: CompositePart = { onFace: true, status: 'VALID', state: 'UNAVAILABLE' };
const missing: CompositePart = { onFace: true, status: undefined, state: undefined };

const part: fc.Arbitrary<CompositePart> = fc.record({
  onFace: fc.boolean(),
  status: fc.constantFrom(...PERMIT_STATUSES, null, undefined),
  state: fc.constantFrom(...FRESHNESS_STATES, null, undefined),
});
const parts = fc.array(part, { maxLength: 6 });
const minimum = fc.integer({ min: 1, max: 4 });

describe('the status of a composite licence', () => {
  test.each([
    ['every permit in force', 2, [good, stale], 'VALID'],
    ['one permit revoked, the minimum still met', 2, [good, stale, revoked], 'PARTIAL'],
    ['too few in force to be left', 2, [good, revoked], 'VOID'],
    ['an unknown one that may save the minimum', 2, [good, unknown], 'PARTIAL'],
    ['an unavailable one is unknown, whatever status stands beside it', 2, [good, unavailable], 'PARTIAL'],
    ['a department that is down', 2, [missing, missing], 'PARTIAL'],
    ['unknown ones that cannot save the minimum', 3, [good, unknown, revoked], 'VOID'],
    ['every permit in force, but fewer than the minimum', 2, [good], 'VOID'],
    ['no permit at all', 1, [], 'VOID'],
  ] as const)('%s', (_, needed, permits, expected) => {
    expect(compositeStatus({ minimum: needed, permits })).toBe(expected);
  });

  test('an entry off the face does not count, for better or worse', () => {
    fc.assert(
      fc.property(minimum, parts, parts, (needed, permits, others) => {
        const off = others.map((other) => ({ ...other, onFace: false }));
        const alone = compositeStatus({ minimum: needed, permits });
        return compositeStatus({ minimum: needed, permits: [...permits, ...off] }) === alone;
      }),
    );
  });

  test('it is never VALID while anything on the face is unknown', () => {
    fc.assert(
      fc.property(minimum, parts, fc.constantFrom(unknown, unavailable, missing), (needed, permits, hole) => {
        return compositeStatus({ minimum: needed, permits: [...permits, hole] }) !== 'VALID';
      }),
    );
  });

  test('it is never VOID where what is in force meets the minimum', () => {
    fc.assert(
      fc.property(minimum, parts, (needed, permits) => {
        const inForce = permits.filter(
          ({ onFace, status, state }) =>
            onFace && status && isInForce(status) && (state === 'LIVE' || state === 'STALE'),
        );
        return inForce.length < needed || compositeStatus({ minimum: needed, permits }) !== 'VOID';
      }),
    );
  });

  test('it never falls when one permit goes from out of force to unknown, or from unknown to in force', () => {
    const rank = (permits: readonly CompositePart[], needed: number) =>
      -COMPOSITE_STATUSES.indexOf(compositeStatus({ minimum: needed, permits }));
    fc.assert(
      fc.property(minimum, parts, (needed, others) => {
        const [out, open, held] = [revoked, unknown, good].map((one) => rank([...others, one], needed));
        expect(open).toBeGreaterThanOrEqual(out ?? 0);
        expect(held).toBeGreaterThanOrEqual(open ?? 0);
      }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('a minimum of %s is refused', (needed) => {
    expect(() => compositeStatus({ minimum: needed, permits: [] })).toThrow(RangeError);
  });
});
