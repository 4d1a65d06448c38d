import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildUscc, checkUscc, normaliseUscc, usccCheckCharacter } from '../../../subgraphs/domain/uscc.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const anyUscc = fc
  .record({
    authority: fc.constantFrom('1', '5', '9', 'Y'),
    category: fc.constantFrom('1', '2', '3'),
    region: fc.stringMatching(/^[1-6][0-9]{5}$/),
    subject: fc.stringMatching(/^[0-9A-HJ-NP-RTUWXY]{8}$/),
  })
  .map(buildUscc);

describe('the unified social credit code', () => {
  test.each(vectors.uscc.valid)('$code of $name is right', ({ code }) => {
    expect(checkUscc(code)).toEqual({ ok: true, error: null, warnings: [] });
  });

  test.each(vectors.uscc.invalid)('%s is wrong', (code) => {
    expect(checkUscc(code).ok).toBe(false);
  });

  test('the check character of the example in the standard is 3, not Z', () => {
    expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
  });

  test('a remainder of 0 gives check character 0', () => {
    expect(usccCheckCharacter('0'.repeat(17))).toBe('0');
  });

  test('a code that was built is right in both check characters', () => {
    fc.assert(
      fc.property(anyUscc, (code) => expect(checkUscc(code)).toMatchObject({ ok: true, warnings: [] })),
    );
  });

  test('one wrong character is always found', () => {
    const place = fc.nat({ max: 17 });
    fc.assert(
      fc.property(anyUscc, place, fc.constantFrom(...ALPHABET), (code, at, other) => {
        fc.pre(code.charAt(at) !== other);
        return !checkUscc(code.slice(0, at) + other + code.slice(at + 1)).ok;
      }),
    );
  });

  test('a failing organisation code inside is a warning only', () => {
    const first17 = '92640221MA7675XE2';
    const code = first17 + usccCheckCharacter(first17);
    expect(checkUscc(code)).toEqual({ ok: true, error: null, warnings: ['SUBJECT_CODE_CHECK_FAILS'] });
  });

  test('lower case, full-width characters and spaces around are folded', () => {
    expect(normaliseUscc('　９１15０302ma0nq7k30j \r\n')).toBe('91150302MA0NQ7K30J');
  });

  test('a part that cannot stand in a code is refused with its value', () => {
    const parts = { authority: '9', category: '1', region: '150302', subject: 'MA0NQ7K3' };
    expect(() => buildUscc({ ...parts, region: '15030' })).toThrow(/has 16 characters/);
    expect(() => buildUscc({ ...parts, region: 'ABCDEF' })).toThrow(/"ABCDEF"/);
    expect(() => buildUscc({ ...parts, subject: 'MA0NQ7KO' })).toThrow(/"O"/);
    expect(() => buildUscc({ ...parts, subject: 'MA0' })).toThrow(/has 3 characters where 8/);
  });
});
