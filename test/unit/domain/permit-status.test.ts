import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEnded, isInForce, PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { regionPrefix } from '../../../subgraphs/domain/region.ts';

describe('permit statuses', () => {
  test('a renewal asked for in time counts as in force', () => {
    expect(PERMIT_STATUSES.filter(isInForce)).toEqual(['VALID', 'RENEWAL_PENDING']);
  });

  test('expired and suspended permits are not in force, yet not ended', () => {
    const between = PERMIT_STATUSES.filter((status) => !isInForce(status) && !isEnded(status));
    expect(between).toEqual(['SUSPENDED', 'EXPIRED', 'UNKNOWN']);
  });

  test('no status is both in force and ended', () => {
    expect(PERMIT_STATUSES.filter((status) => isInForce(status) && isEnded(status))).toEqual([]);
  });
});

describe('the prefix of a region', () => {
  test.each([
    ['140000', '14'],
    ['150300', '1503'],
    ['150302', '150302'],
    ['101000', '1010'],
    ['640200', '6402'],
  ])('of %s is %s', (code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
  });

  test('every level of a code is covered by the level above, and keeps whole pairs of digits', () => {
    const pair = fc.integer({ min: 1, max: 99 }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(pair, pair, pair, (province, city, county) => {
        expect(regionPrefix(`${province}0000`)).toBe(province);
        expect(regionPrefix(`${province}${city}00`)).toBe(province + city);
        expect(`${province}${city}${county}`.startsWith(regionPrefix(`${province}${city}00`))).toBe(true);
        expect(regionPrefix(`${province}${city}${county}`)).toBe(province + city + county);
      }),
    );
  });
});
