import { describe, expect, test } from '@jest/globals';
import { findHeldPermits, type HolderQuery } from '../../../../adapters/food/holder-search.ts';
import sample from '../../../fixtures/food/query-response.json' with { type: 'json' };

const USCC = '92150302MA0PT2X897';
const row = sample.data.rows[0]!;

function rowsFrom(first: number, count: number) {
  return Array.from({ length: count }, (_, at) => ({
    ...row,
    xkzbh: `JY2150302${String(first + at).padStart(7, '0')}`,
  }));
}

/** Pages as the vendor makes them: beyond the end, the last one again. */
function vendor(rows: readonly unknown[], total = rows.length) {
  const asked: number[] = [];
  const query = ({ pageNo, pageSize }: HolderQuery) => {
    asked.push(pageNo);
    const last = Math.max(1, Math.ceil(rows.length / pageSize));
    const from = (Math.min(pageNo, last) - 1) * pageSize;
    return Promise.resolve({ rows: rows.slice(from, from + pageSize), total });
  };
  return { asked, query };
}

describe('the permits that a business holds, read page by page', () => {
  test('are all found, with as many calls as there are pages', async () => {
    const { asked, query } = vendor(rowsFrom(0, 120));
    const held = await findHeldPermits([USCC], query);
    expect(new Set(held.map((permit) => permit.number)).size).toBe(120);
    expect(held[0]).toMatchObject({ uscc: USCC, record: { status: 'VALID' } });
    expect(asked).toEqual([1, 2, 3]);
  });

  test('end at a page that repeats, and a total never reached is not believed', async () => {
    const { asked, query } = vendor(rowsFrom(0, 100), 130);
    await expect(findHeldPermits([USCC], query)).rejects.toMatchObject({ reason: 'BAD_DATA' });
    expect(asked).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
  });

  test('leave out another business’s, and take the newest version of each', async () => {
    const rows = [
      { ...row, bbh: 3, zt: '2' },
      { ...row, bbh: 1 },
      { ...row, xkzbh: 'JY24102040009188', tyshxydm: '91150302MA0NQ7K30J' },
      { ...row, xkzbh: 'JY14511020032108', tyshxydm: '９２１５０３０２ｍａ０ｐｔ２ｘ８９７' },
    ];
    const held = await findHeldPermits([USCC], vendor(rows).query);
    expect(held.map(({ number, record }) => [number, record.status])).toEqual([
      ['JY21503020016884', 'CANCELLED'],
      ['JY14511020032108', 'VALID'],
    ]);
  });

  test('a row without a number is not believed', async () => {
    const query = vendor([{ ...row, xkzbh: '' }]).query;
    await expect(findHeldPermits([USCC], query)).rejects.toMatchObject({ reason: 'BAD_DATA' });
  });
});
