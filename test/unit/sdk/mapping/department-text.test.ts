import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readText } from '../../../../adapters/sdk/mapping/department-text.ts';

describe('text of a department', () => {
  test('loses padding and what nobody sees, so that neither database nor log nor reader is misled', () => {
    expect(readText('　海勃湾\u0000饭庄\u202e\n ')).toBe('海勃湾饭庄');
    expect(readText(' 　')).toBeNull();
    expect(readText('\u200b\ufeff')).toBeNull();
    expect(readText('a\ud800b')).toBe('a\ufffdb');
  });

  test('keeps rare characters, outside GBK and outside the basic plane', () => {
    expect(readText('㐂𠮷饭庄')).toBe('㐂𠮷饭庄');
  });

  test('is told apart from what is no text', () => {
    for (const value of [null, undefined, '']) expect(readText(value)).toBeNull();
    expect(readText(7)).toBe('7');
    for (const value of [true, {}, [], ['a'], 1n]) expect(readText(value)).toBeUndefined();
  });

  test('longer than any field is none', () => {
    expect(readText('x'.repeat(2_000))).toHaveLength(2_000);
    expect(readText('x'.repeat(2_001))).toBeUndefined();
  });

  test('never makes the reader throw, and what it gives can always be stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (raw) => {
        const text = readText(raw);
        if (typeof text !== 'string') return;
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\u0000\n\u202e]|^\s|\s$|^$/);
      }),
    );
  });
});
