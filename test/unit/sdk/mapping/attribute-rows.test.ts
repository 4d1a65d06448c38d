import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attributeRows, type RowRules } from '../../../../adapters/sdk/mapping/attribute-rows.ts';
import { newestBy } from '../../../../adapters/sdk/mapping/newest-by.ts';
import { ABSENT_RECORD } from '../../../../subgraphs/domain/permit-record.ts';

interface Row {
  number?: unknown;
  version?: number;
  problem?: string;
}

const RULES: RowRules<Row> = {
  numberOf(row) {
    const number = typeof row === 'object' && row !== null ? (row as Row).number : null;
    return typeof number === 'string' ? number : null;
  },
  newest: newestBy((row, than) => (row.version ?? 0) > (than.version ?? 0)),
  map: ({ problem, version }) =>
    problem === undefined
      ? { kind: 'RECORD', record: ABSENT_RECORD, ...(version === undefined ? {} : { version }) }
      : { kind: 'BAD', problem },
  duplicateRemark: { code: 'DUPLICATE_ROWS', message: '多条记录' },
};

function kinds(numbers: string[], rows: unknown[], total: number | null = rows.length, rules = RULES) {
  return attributeRows(numbers, { rows, total }, rules).map((answer) => answer.kind);
}

describe('the rows of an answer, shared out among the numbers asked for', () => {
  test('find what is there and miss what is not, number by number', () => {
    expect(kinds(['B', 'A'], [{ number: 'A' }])).toEqual(['ABSENT', 'FOUND']);
    expect(kinds(['A', 'B'], [], 0)).toEqual(['ABSENT', 'ABSENT']);
    expect(kinds([], [{ number: 'A' }])).toEqual([]);
  });

  test('meet the numbers by their normalised form, and the answer carries the number as asked', () => {
    const asked = ['〔2024〕1号', ' ［2024］ １号', '(2024)1号'];
    const answers = attributeRows(
      asked,
      { rows: [{ number: '（2024）1号　', version: 3 }], total: 1 },
      RULES,
    );
    expect(answers).toEqual(
      asked.map((number) => ({ kind: 'FOUND', number, record: ABSENT_RECORD, version: 3 })),
    );
  });

  test('are ignored beyond what was asked for, where every number has its own', () => {
    expect(kinds(['A'], [{ number: 'A' }, { number: 'X' }, {}, null, 7])).toEqual(['FOUND']);
  });

  test.each<[string, unknown]>([
    ['of a number not asked for', { number: 'X' }],
    ['without a number', {}],
    ['whose number is blank', { number: '\u200b' }],
    ['that is none', 7],
  ])('say nothing of "no such permit" beside a row %s', (_what, stranger) => {
    expect(kinds(['A', 'B'], [{ number: 'A' }, stranger])).toEqual(['FOUND', 'BAD']);
  });

  test('say nothing of "no such permit" where fewer came than there are', () => {
    expect(kinds(['A', 'B'], [{ number: 'A' }], 2)).toEqual(['FOUND', 'BAD']);
    expect(kinds(['A'], [], 1)).toEqual(['BAD']);
    expect(kinds(['A', 'B'], [{ number: 'A' }], null)).toEqual(['FOUND', 'ABSENT']);
  });

  test('that cannot be put into the hub’s words are bad, for their own number only', () => {
    expect(
      attributeRows(['A', 'B'], { rows: [{ number: 'A', problem: 'no date' }], total: 1 }, RULES),
    ).toEqual([
      { kind: 'BAD', number: 'A', problem: 'no date' },
      { kind: 'ABSENT', number: 'B' },
    ]);
  });
});

describe('several rows for one number', () => {
  const [old, young] = [
    { number: 'A', version: 1 },
    { number: 'A', version: 2 },
  ];

  test.each([[[old, young]], [[young, old]]])('are one record, the newest, and a remark says so', (rows) => {
    expect(attributeRows(['A'], { rows, total: 2 }, RULES)).toMatchObject([
      { kind: 'FOUND', version: 2, record: { remarks: [{ code: 'DUPLICATE_ROWS' }] } },
    ]);
  });

  test('are no remark where the department’s rule calls them usual', () => {
    const rules = { ...RULES, areDuplicates: (newest: Row, rows: readonly Row[]) => rows[0] === newest };
    expect(attributeRows(['A'], { rows: [old, young], total: 2 }, rules)).toMatchObject([
      { record: { remarks: [] } },
    ]);
    expect(attributeRows(['A'], { rows: [young, old], total: 2 }, rules)).toMatchObject([
      { record: { remarks: [{ code: 'DUPLICATE_ROWS' }] } },
    ]);
  });
});

describe('a row with a flaw', () => {
  const rules: RowRules<Row> = {
    ...RULES,
    flawOf: (row) => (JSON.stringify(row).includes('?') ? 'torn' : null),
  };

  test('spoils its own number, its older versions too, and all that would be absent', () => {
    const torn = { number: 'A', problem: '?' };
    expect(kinds(['A', 'B', 'C'], [torn, { number: 'B' }], null, rules)).toEqual(['BAD', 'FOUND', 'BAD']);
    expect(kinds(['A'], [{ number: 'A', version: 2 }, torn], null, rules)).toEqual(['BAD']);
    expect(kinds(['B', 'C'], [{ number: 'B' }], null, rules)).toEqual(['FOUND', 'ABSENT']);
  });
});

test('every number is answered once, in the order asked, whatever the rows', () => {
  const row = fc.oneof(fc.jsonValue(), fc.record({ number: fc.constantFrom('A', 'B', 'X', '') }));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('A', 'B', 'C', ' a')),
      fc.array(row, { maxLength: 6 }),
      fc.option(fc.nat(9)),
      (numbers, rows, total) => {
        const answers = attributeRows(numbers, { rows, total }, RULES);
        expect(answers.map((answer) => answer.number)).toEqual(numbers);
        if (answers.some((answer) => answer.kind === 'ABSENT'))
          expect(total ?? 0).toBeLessThanOrEqual(rows.length);
      },
    ),
  );
});

test('of equals the first is the newest; of none there is none', () => {
  const newest = newestBy<Row>(() => false);
  const rows = [{ version: 1 }, { version: 1 }];
  expect(newest(rows)).toBe(rows[0]);
  expect(newest([])).toBeUndefined();
});
