import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkCitizenId,
  citizenIdCheckCharacter,
  looksLikeCitizenId,
} from '../../../subgraphs/domain/citizen-id.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };
import { anyCitizenId } from './any-citizen-id.ts';

describe('the citizen identity number', () => {
  test.each(vectors.idCard.valid)('%s is right', (id) => {
    expect(checkCitizenId(id)).toEqual({ ok: true });
    expect(checkCitizenId(id.toLowerCase())).toEqual({ ok: true });
  });

  test.each(vectors.idCard.invalidCheck)('%s fails the check', (id) => {
    expect(checkCitizenId(id)).toEqual({ ok: false, error: 'CHECK_FAILS' });
  });

  test('a day of birth that never was is told apart', () => {
    expect(checkCitizenId('110105190002290027')).toEqual({ ok: false, error: 'NO_SUCH_DATE' });
    expect(checkCitizenId('11010519491231002')).toEqual({ ok: false, error: 'MALFORMED' });
  });

  test('one wrong digit is always found', () => {
    fc.assert(
      fc.property(anyCitizenId, fc.nat({ max: 16 }), fc.constantFrom(...'0123456789'), (id, at, other) => {
        fc.pre(id.charAt(at) !== other);
        return !checkCitizenId(id.slice(0, at) + other + id.slice(at + 1)).ok;
      }),
    );
  });

  test('the refusal of a wrong input does not repeat it', () => {
    expect(() => citizenIdCheckCharacter('1101051949123100')).toThrow(/^(?!.*1101051949)/);
  });
});

describe('what must be treated as a citizen identity number', () => {
  test.each([
    '11010519491231002X',
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002X',
    ' 110105-19491231-002X　',
    '110105194912310020', // mistyped
    '110105491231002', // 15 digits
  ])('%s is one', (text) => {
    expect(looksLikeCitizenId(text)).toBe(true);
  });

  test.each([
    '',
    '11010519491331002X',
    '150302600012345',
    '150302100123',
    '1795046400000',
    'JY26402210000457',
  ])('%p is none', (text) => {
    expect(looksLikeCitizenId(text)).toBe(false);
  });

  test.each(vectors.uscc.valid)('the USCC $code is none', ({ code }) => {
    expect(looksLikeCitizenId(code)).toBe(false);
  });
});
