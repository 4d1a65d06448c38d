import { expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../../subgraphs/platform/error-codes.ts';
import { readProjectFile, tableRows } from './markdown.ts';

test('docs/errors.md is the table of codes, row by row', () => {
  const [, , ...rows] = tableRows(readProjectFile('docs/errors.md'));
  const expected = Object.entries(ERROR_CODES).map(([code, { http, cause, remedy }]) => [
    `\`${code}\``,
    String(http ?? 200),
    cause,
    remedy,
  ]);
  expect(rows).toEqual(expected);
});

test('every code that a text names in an example or a table exists', () => {
  const named = [...readProjectFile('docs/errors.md').matchAll(/"code": "([A-Z_]+)"/g)].map(
    ([, code]) => code,
  );
  expect(named.length).toBeGreaterThan(0);
  for (const code of named) expect(Object.keys(ERROR_CODES)).toContain(code);
});
