import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { otherSpellings } from '../../../../adapters/culture/number-spellings.ts';
import { permitNumberKey } from '../../../../subgraphs/domain/permit-number-key.ts';

test('padding and full-width digits are looked for', () => {
  expect(otherSpellings('150302160012')).toEqual(
    expect.arrayContaining(['　150302160012', '150302160012　', ' 150302160012', '１５０３０２１６００１２']),
  );
});

test('every kind of bracket is looked for', () => {
  expect(otherSpellings('蒙网文〔2024〕0001-302号')).toEqual(
    expect.arrayContaining([
      '蒙网文[2024]0001-302号',
      '蒙网文（2024）0001-302号',
      '蒙网文［2024］0001-302号',
    ]),
  );
});

test('a spelling is the same number, fits its column and is not blank', () => {
  const number = fc.oneof(fc.stringMatching(/^\d{12}$/), fc.string({ unit: 'grapheme', maxLength: 40 }));
  fc.assert(
    fc.property(number, (text) => {
      for (const spelling of otherSpellings(text)) {
        expect(permitNumberKey(spelling)).toBe(permitNumberKey(text));
        expect(spelling.length).toBeLessThanOrEqual(30);
        expect(spelling.trim()).not.toBe('');
        expect(spelling).not.toBe(text);
      }
    }),
  );
});
