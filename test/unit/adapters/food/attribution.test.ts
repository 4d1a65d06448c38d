import { describe, expect, test } from '@jest/globals';
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

  test.each([[7], [null], ['x'], [{ zt: '1' }], [{ ...row, xkzbh: '' }]])(
    'does not say "no such permit" beside %j, which belongs to no number',
    (stranger) => {
      expect(kinds([NUMBER, OTHER], [row, stranger])).toEqual(['FOUND', 'BAD']);
    },
  );

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
});
