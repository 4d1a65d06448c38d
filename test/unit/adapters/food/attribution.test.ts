import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attributeRows } from '../../../../adapters/food/attribution.ts';
import sample from '../../../fixtures/food/query-response.json' with { type: 'json' };

const NUMBER = 'JY21503020016884';
const OTHER = 'JY24102040009188';
const row = sample.data.rows[0]!;

function kinds(numbers: string[], rows: unknown[], total: number | null = rows.length) {
  return attributeRows(numbers, { rows, total }).map((answer) => answer.kind);
}

describe('an answer of the food department, shared out among the numbers asked for', () => {
  test('finds what is there and misses what is not, number by number', () => {
    expect(kinds([OTHER, NUMBER], [row])).toEqual(['ABSENT', 'FOUND']);
    expect(kinds([NUMBER, OTHER], [], 0)).toEqual(['ABSENT', 'ABSENT']);
  });

  test('gives numbers back as they were asked for', () => {
    const asked = ' jy2150302 0016884';
    expect(attributeRows([asked, NUMBER], { rows: [row], total: 1 })).toMatchObject([
      { kind: 'FOUND', number: asked, version: 2 },
      { kind: 'FOUND', number: NUMBER, version: 2 },
    ]);
  });

  test('ignores rows that nobody asked for where every number has its own', () => {
    expect(kinds([NUMBER], [row, { ...row, xkzbh: OTHER }, 7, null])).toEqual(['FOUND']);
  });

  test.each([
    ['of a number not asked for', { ...row, xkzbh: 'JY11401050123455' }],
    ['without a number', { zt: '1' }],
    ['that is none', 'x'],
  ])('does not say "no such permit" beside a row %s', (_what, stranger) => {
    expect(kinds([NUMBER, OTHER], [row, stranger])).toEqual(['FOUND', 'BAD']);
  });

  test('does not say "no such permit" where fewer rows came than there are', () => {
    expect(kinds([NUMBER, OTHER], [row], 2)).toEqual(['FOUND', 'BAD']);
    expect(kinds([NUMBER, OTHER], [row], null)).toEqual(['FOUND', 'ABSENT']);
  });

  test('takes the highest version of several rows, then the latest update, and says so', () => {
    const older = { ...row, bbh: 1, zt: '5', gxsj: '2026-11-01 00:00:00' };
    for (const rows of [
      [older, row],
      [row, older],
    ]) {
      const [answer] = attributeRows([NUMBER], { rows, total: 2 });
      expect(answer).toMatchObject({
        kind: 'FOUND',
        version: 2,
        record: { status: 'VALID', remarks: [{ code: 'DUPLICATE_ROWS' }] },
      });
    }
    const updated = { ...row, zt: '4', gxsj: '2026-05-06 09:31:23' };
    expect(attributeRows([NUMBER], { rows: [updated, row], total: 2 })).toMatchObject([
      { record: { status: 'REVOKED' } },
    ]);
  });

  test('answers every number once, in the order asked, whatever the rows', () => {
    const anyRow = fc.oneof(
      fc.jsonValue(),
      fc.record({ xkzbh: fc.constantFrom(NUMBER, OTHER, 'X', ''), zt: fc.jsonValue(), yxqz: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 6 }), fc.option(fc.nat(9)), (rows, total) => {
        const answers = attributeRows([NUMBER, OTHER], { rows, total });
        expect(answers.map((answer) => answer.number)).toEqual([NUMBER, OTHER]);
      }),
    );
  });
});
