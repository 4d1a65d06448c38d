import { describe, expect, test } from '@jest/globals';
import { searchByHolder } from '../../../../adapters/sdk/mapping/holder-search.ts';
import type { RowPage } from '../../../../adapters/sdk/mapping/attribute-rows.ts';
import { newestBy } from '../../../../adapters/sdk/mapping/newest-by.ts';
import { ABSENT_RECORD } from '../../../../subgraphs/domain/permit-record.ts';

const USCC = '92150302MA0PT2X897';
const PAGE_SIZE = 10;

interface Row {
  number: string;
  uscc: string | null;
  version: number;
}

function rows(from: number, to: number): Row[] {
  return Array.from({ length: to - from }, (_, at) => ({ number: `N${from + at}`, uscc: USCC, version: 0 }));
}

async function search(answer: (page: number, call: number) => RowPage, usccs = [USCC]) {
  const asked: number[] = [];
  const held = await searchByHolder<Row>(usccs, {
    rules: {
      numberOf: (row) => (row as Partial<Row>).number,
      newest: newestBy((row, than) => row.version > than.version),
      map: (row) =>
        row.version < 0
          ? { kind: 'BAD', problem: 'negative' }
          : { kind: 'RECORD', record: { ...ABSENT_RECORD, version: row.version } },
      duplicateRemark: { code: 'DUPLICATE_ROWS', message: '' },
    },
    holderOf: (row) => row.uscc,
    pageSize: PAGE_SIZE,
    mostPages: 5,
    query: async (_uscc, page) => answer(page, asked.push(page)),
  });
  return { held, asked };
}

/** Pages of these rows; beyond the end none, or the last one again. */
function paged(all: readonly unknown[], { total, repeats }: { total: number | null; repeats?: boolean }) {
  return (page: number): RowPage => {
    const last = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
    const from = ((repeats ? Math.min(page, last) : page) - 1) * PAGE_SIZE;
    return { rows: all.slice(from, from + PAGE_SIZE), total };
  };
}

describe('the permits of a business, read page by page', () => {
  test.each([[0], [1], [10], [11], [30]])(
    'are all %i, with as many calls as there are pages',
    async (count) => {
      const { held, asked } = await search(paged(rows(0, count), { total: count }));
      expect(held.map(({ uscc, number }) => [uscc, number])).toEqual(
        rows(0, count).map(({ number }) => [USCC, number]),
      );
      expect(asked).toHaveLength(Math.max(1, Math.ceil(count / PAGE_SIZE)));
    },
  );

  test('end at a page that repeats the last one, or is short, where no total is told', async () => {
    const repeating = await search(paged(rows(0, 20), { total: null, repeats: true }));
    expect([repeating.held.length, repeating.asked]).toEqual([20, [1, 2, 3]]);
    const short = await search(paged(rows(0, 15), { total: null }));
    expect([short.held.length, short.asked]).toEqual([15, [1, 2]]);
  });

  test('end at an empty page, even one that says 0 in place of the total', async () => {
    const { held } = await search((page) =>
      page < 3 ? { rows: rows(page * 10, page * 10 + 10), total: null } : { rows: [], total: 0 },
    );
    expect(held).toHaveLength(20);
  });

  test('are read again from the start where the total moves on the way', async () => {
    const { held, asked } = await search((page, call) => ({
      ...paged(rows(0, 11), { total: null })(page),
      total: call === 1 ? 12 : 11,
    }));
    expect([held.length, asked]).toEqual([11, [1, 2, 1, 2]]);
  });

  test.each([
    ['never agree with their total', paged(rows(0, 15), { total: 20 })],
    ['repeat before their total', paged(rows(0, 20), { total: 30, repeats: true })],
    ['never end', (page: number) => ({ rows: rows(page * 10, page * 10 + 10), total: null })],
    ['hold a row without a number', () => ({ rows: [{ uscc: USCC, version: 0 }], total: 1 })],
    ['hold a row that cannot be mapped', () => ({ rows: [{ ...rows(0, 1)[0]!, version: -1 }], total: 1 })],
  ])('are not believed where they %s', async (_what, answer) => {
    await expect(search(answer)).rejects.toMatchObject({ reason: 'BAD_DATA' });
  });
});

test('the rows are that business’s alone, each number once in its newest row, each business asked about once', async () => {
  const [row] = rows(0, 1);
  const all = [
    { ...row!, version: 1 },
    { ...row!, number: ' n0', version: 2 },
    { ...row!, number: 'N1', uscc: USCC.toLowerCase() },
    { ...row!, number: 'N2', uscc: '91150302MA0NQ7K30J' },
    { ...row!, number: 'N3', uscc: null },
  ];
  const { held, asked } = await search(paged(all, { total: 5 }), [USCC, USCC]);
  expect(held.map(({ number, record }) => [number, record.version])).toEqual([
    [' n0', 2],
    ['N1', 0],
  ]);
  expect(asked).toEqual([1]);
});

test('rows without a holder belong to nobody, not to an empty code', async () => {
  const all = [{ ...rows(0, 1)[0]!, uscc: null }];
  expect((await search(paged(all, { total: 1 }), [''])).held).toEqual([]);
});
