import { describe, expect, test } from '@jest/globals';
import type { RowPage } from '../../../../adapters/sdk/mapping/attribute-rows.ts';
import { findHeldPermits, type HolderQuery } from '../../../../adapters/health/holder-search.ts';

const USCC = '91150302MA0NQ7K30J';
const TODAY = '2026-11-20';

function rows(from: number, to: number) {
  return Array.from({ length: to - from }, (_, at) => ({
    XKZH: `第${from + at}号`,
    XYDM: USCC,
    ZT: '01',
    YXQZ: '20290831',
  }));
}

async function search(answer: (query: HolderQuery, call: number) => RowPage, usccs = [USCC]) {
  let calls = 0;
  const held = await findHeldPermits(usccs, async (query) => answer(query, ++calls), TODAY);
  return { held, calls };
}

describe('the permits that a business holds at the health department', () => {
  test('are read page by page until the total is there', async () => {
    const { held, calls } = await search(({ page }) => ({
      rows: rows((page - 1) * 100, Math.min(page * 100, 250)),
      total: 250,
    }));
    expect([held.length, calls]).toEqual([250, 3]);
  });

  test('end at a page that repeats the last, where no total is told', async () => {
    const { held, calls } = await search(() => ({ rows: rows(0, 100), total: null }));
    expect([held.length, calls]).toEqual([100, 2]);
  });

  test('are those of that business alone, each number once, each business once', async () => {
    const stranger = { ...rows(7, 8)[0]!, XYDM: '92150302MA0PT2X897' };
    const lower = { ...rows(8, 9)[0]!, XYDM: USCC.toLowerCase() };
    const twice = [...rows(0, 1), { ...rows(0, 1)[0]!, ZT: '06' }];
    const answer = { rows: [stranger, lower, ...twice], total: 4 };
    const { held, calls } = await search(() => answer, [USCC, USCC]);
    expect(held.map(({ number, record }) => [number, record.status])).toEqual([
      ['第8号', 'VALID'],
      ['第0号', 'REVOKED'],
    ]);
    expect(calls).toBe(1);
  });

  test('cannot be told where a row has no number or no end, or pages never end', async () => {
    const [whole] = rows(1, 2);
    const { XKZH: _number, ...withoutNumber } = whole!;
    const { YXQZ: _end, ...withoutEnd } = whole!;
    for (const broken of [withoutNumber, withoutEnd]) {
      await expect(search(() => ({ rows: [broken], total: 1 }))).rejects.toMatchObject({
        reason: 'BAD_DATA',
      });
    }
    await expect(
      search(({ page }) => ({ rows: rows(page * 100, page * 100 + 100), total: null })),
    ).rejects.toMatchObject({ reason: 'BAD_DATA' });
  });
});
