import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forLog } from '../../../../adapters/sdk/mapping/log-text.ts';

test('upstream text stays on one line, so that it cannot forge a second one', () => {
  expect(forLog(' a\r\n{"level":60}\u2028b\u202e\u0000 c ')).toBe('a {"level":60} b c');
});

test('personal data is masked, also where the text is cut behind it', () => {
  expect(forLog('Key (tyshxydm)=(11010519491231002X), 13812345678')).toBe(
    'Key (tyshxydm)=(1101051949****002X), 138****5678',
  );
  const cut = forLog(`${'x'.repeat(190)}11010519491231002X`);
  expect(cut).toBe(`${'x'.repeat(190)}1101051949`);
});

test('a number is its digits, anything else is empty', () => {
  expect(forLog(42)).toBe('42');
  for (const value of [undefined, null, true, {}, ['a'], Symbol('s')]) expect(forLog(value)).toBe('');
});

test('is never longer than 200 characters, never broken, and quick even for a megabyte', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const line = forLog(text);
      expect(line.length).toBeLessThanOrEqual(200);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/[\r\n]/);
    }),
  );
  const from = performance.now();
  forLog(' 1'.repeat(500_000));
  expect(performance.now() - from).toBeLessThan(100);
});
