import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';

test('the ways in which departments write one number have one key', () => {
  const written = [
    '（蒙）卫公证字〔2023〕第150302-000217号',
    '(蒙)卫公证字[2023]第150302-000217号',
    ' （蒙） 卫公证字【２０２３】第　150302－000217号\u00a0',
    '﹝蒙﹞卫公证字﹝2023﹞第150302–000217号\u200b',
  ];
  expect(new Set(written.map(permitNumberKey))).toEqual(new Set(['(蒙)卫公证字(2023)第150302-000217号']));
});

test('letters are folded to upper case of half width', () => {
  expect(permitNumberKey('ｊｙ26402210000457')).toBe('JY26402210000457');
});

test('numbers that differ in a digit or letter keep apart', () => {
  expect(permitNumberKey('150302100123')).not.toBe(permitNumberKey('150302100124'));
});

test('a key is its own key', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'〔[（(）)]〕 　Ａa1０-－字号ß\u0301\u200b¨ŉǰ') }),
  );
  fc.assert(
    fc.property(texts, (number) => {
      const key = permitNumberKey(number);
      expect(permitNumberKey(key)).toBe(key);
    }),
    { numRuns: 500 },
  );
});
