import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWritable, writeRelayQuery } from '../../../../adapters/tobacco/relay-query.ts';

const NOW = new Date('2026-11-19T08:00:00+08:00');

test('a query is written byte for byte as the protocol says', () => {
  const lines = ['150302100123', '150302200045', '150302199999'].map((number) => ({ number }));
  const golden = readFileSync(new URL('../../../fixtures/tobacco/relay-query.txt', import.meta.url));
  expect(writeRelayQuery(lines, NOW).equals(golden)).toBe(true);
});

test('a question for a holder leaves the number empty, a probe has no lines', () => {
  const holder = writeRelayQuery([{ uscc: '92150302MA0PT2X897' }], NOW).toString('latin1');
  expect(holder.split('\r\n').slice(0, 2)).toEqual([
    'H|YCZM|QUERY|20261119080000|000001|GB18030',
    'Q||92150302MA0PT2X897',
  ]);
  expect(writeRelayQuery([], NOW).toString('latin1')).toMatch(
    /^H\|YCZM\|QUERY\|\d{14}\|000000\|GB18030\r\nT\|000000\|/,
  );
});

test.each(['', 'a|b', 'a\r\nQ|1|', 'a\u0000', '\u2028', '\ud842', '1'.repeat(65)])(
  '%j cannot stand in a column',
  (value) => {
    expect(isWritable(value)).toBe(false);
  },
);

test('whatever is writable stays one column of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter(isWritable), (number) => {
      const text = new TextDecoder('gb18030', { fatal: true }).decode(writeRelayQuery([{ number }], NOW));
      const lines = text.split('\r\n');
      expect(lines).toHaveLength(4);
      expect(lines[1]!.split('|')).toHaveLength(3);
    }),
  );
});
