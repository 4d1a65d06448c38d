import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildFoodPermitNumber,
  checkFoodPermitNumber,
  foodPermitCheckDigit,
} from '../../../subgraphs/domain/food-permit-number.ts';
import {
  buildTobaccoPermitNumber,
  parseTobaccoPermitNumber,
} from '../../../subgraphs/domain/tobacco-permit-number.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

const region = fc.stringMatching(/^[1-6][0-9]{5}$/);
const anyFoodNumber = fc
  .record({ form: fc.constantFrom(1, 2, 3), region, serial: fc.nat({ max: 999_999 }) })
  .map(buildFoodPermitNumber);

describe('the food business permit number', () => {
  test.each(vectors.jy.valid)('%s is right', (number) => {
    expect(checkFoodPermitNumber(number)).toBe('OK');
  });

  test.each([...vectors.jy.invalidCheck, ...vectors.jy.realButCheckFails_warnOnly])(
    '%s fails the check, which is not the same as malformed',
    (number) => {
      expect(checkFoodPermitNumber(number)).toBe('CHECK_FAILS');
    },
  );

  test.each(['', 'JY2640221000045', 'JY46402210000457', 'SC26402210000457', 'jy26402210000457'])(
    '%p is malformed',
    (number) => {
      expect(checkFoodPermitNumber(number)).toBe('MALFORMED');
    },
  );

  test('a number that was built is right, and one wrong digit in it is always found', () => {
    fc.assert(
      fc.property(anyFoodNumber, fc.integer({ min: 2, max: 15 }), fc.nat({ max: 9 }), (number, at, other) => {
        expect(checkFoodPermitNumber(number)).toBe('OK');
        fc.pre(number.charAt(at) !== String(other));
        return checkFoodPermitNumber(number.slice(0, at) + other + number.slice(at + 1)) !== 'OK';
      }),
    );
  });

  test('parts that do not fit are refused', () => {
    expect(() => buildFoodPermitNumber({ form: 2, region: '64022', serial: 4 })).toThrow(/12 digits/);
    expect(() => buildFoodPermitNumber({ form: 2, region: '640221', serial: 1_000_000 })).toThrow(
      /14 digits/,
    );
    expect(() => foodPermitCheckDigit('264022100004X')).toThrow(/"X"/);
  });
});

describe('the tobacco retail permit number', () => {
  test('its parts are read', () => {
    expect(parseTobaccoPermitNumber('150302100123')).toEqual({
      region: '150302',
      nature: 'INDIVIDUAL',
      serial: 123,
    });
  });

  test.each(vectors.tobaccoRetail.invalid)('%s is none', (number) => {
    expect(parseTobaccoPermitNumber(number)).toBeNull();
  });

  test('building and reading are inverse', () => {
    const parts = fc.record({
      region,
      nature: fc.constantFrom('INDIVIDUAL' as const, 'ORGANISATION' as const),
      serial: fc.nat({ max: 99_999 }),
    });
    fc.assert(
      fc.property(parts, (given) => {
        expect(parseTobaccoPermitNumber(buildTobaccoPermitNumber(given))).toEqual(given);
      }),
    );
    expect(() => buildTobaccoPermitNumber({ region: '1', nature: 'INDIVIDUAL', serial: 1 })).toThrow(
      RangeError,
    );
  });
});
