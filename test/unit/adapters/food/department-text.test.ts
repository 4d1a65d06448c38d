import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decoded, decodeGbkPercent, readText } from '../../../../adapters/food/department-text.ts';

describe('text of the food department', () => {
  test('of the old version is percent-encoded GBK and read as such', () => {
    expect(readText('%C9%CF%BA%A3')).toBe('上海');
    expect(readText('%D0%C2%BB%AA%B6%AB%BD%D612%BA%C5')).toBe('新华东街12号');
    expect(readText('%BA%C5+%C9%CF')).toBe('号 上');
  });

  test('that merely holds a percent sign stays as it is', () => {
    for (const text of ['100%果汁', '50%', '5%ab', '100%25', '%zz', '折扣%C9']) {
      expect(readText(text)).toBe(text);
    }
  });

  test('cut in the middle of an encoded character stays as it is rather than losing one', () => {
    expect(readText('%C9%CF%BA')).toBe('%C9%CF%BA');
    expect(readText('%C9%C')).toBe('%C9%C');
  });

  test('comes back whole from the encoding of the old version', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 20 }), (characters) => {
        const text = characters.join('');
        const encoded = Array.from(
          iconv.encode(text, 'gbk'),
          (byte) => `%${byte.toString(16).padStart(2, '0')}`,
        );
        expect(decodeGbkPercent(encoded.join(''))).toBe(text);
      }),
    );
  });

  test('keeps rare characters outside GBK', () => {
    expect(readText('㐂𠮷饭庄')).toBe('㐂𠮷饭庄');
    expect(readText('%81%39%EF%31%95%34%B2%35')).toBe('㐂𠮷');
  });

  test('is otherwise read like every department’s', () => {
    expect([readText(' 　'), readText(null), readText(7), readText({})]).toEqual([
      null,
      null,
      '7',
      undefined,
    ]);
    expect(readText('%C9%CF'.repeat(400))).toBeUndefined();
    expect([decoded('%C9%CF'), decoded('%C9%CF'.repeat(400)), decoded(7)]).toEqual([
      '上',
      '%C9%CF'.repeat(400),
      7,
    ]);
  });
});
