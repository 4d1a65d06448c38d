import { describe, expect, test } from '@jest/globals';
import { planRead } from '../../../../adapters/tobacco/attribution.ts';
import type { AskedResult } from '../../../../adapters/tobacco/relay-answer.ts';
import type { ReadAnswer } from '../../../../adapters/sdk/contract.ts';

const NUMBER = '150302100123';
const OTHER = '150302200045';

function row(
  change: { number?: string; from?: string; to?: string; status?: string; updated?: string } = {},
): string {
  const { number = NUMBER, from = '20230710', to = '20280709', status = '00', updated = '20261118' } = change;
  return [
    number,
    '92150302MA0PT2X897',
    '老街坊',
    '王建明',
    '新华东街',
    '1',
    '卷烟',
    from,
    to,
    status,
    updated,
  ].join('|');
}

const result = (code: string, rows: readonly string[] = [], number = NUMBER): AskedResult => ({
  code,
  number,
  uscc: '',
  rows,
});

function answer(results: readonly AskedResult[], number = NUMBER): ReadAnswer {
  return planRead([number], undefined).attribute(results)[0]!;
}

function statusOf(given: ReadAnswer): string {
  return given.kind === 'FOUND' ? given.record.status : given.kind;
}

test('the answer carries the number as asked, however it was written', () => {
  const asked = ['１５０３０２１００１２３', ' 150302 100123 ', NUMBER];
  const plan = planRead(asked, undefined);
  expect(plan.wireNumbers).toEqual([NUMBER]);
  expect(plan.attribute([result('0', [row()])]).map(({ kind, number }) => [kind, number])).toEqual(
    asked.map((number) => ['FOUND', number]),
  );
});

test('results in any order, and for numbers not asked for, are attributed by number', () => {
  const plan = planRead([NUMBER, OTHER], undefined);
  const results = [
    result('0', [row({ number: '999999199999' })], '999999199999'),
    result('1', [], OTHER),
    result('0', [row()]),
  ];
  expect(plan.attribute(results).map((given) => given.kind)).toEqual(['FOUND', 'ABSENT']);
});

test('"no such permit" is said by the relay’s own code 1 only', () => {
  expect(answer([result('1')]).kind).toBe('ABSENT');
});

test.each([
  ['no result at all', []],
  ['a result for another number', [result('1', [], OTHER)]],
  ['code 0 without a row', [result('0')]],
  ['code 0 with another number’s row', [result('0', [row({ number: OTHER })])]],
  ['code 1 beside a row', [result('1', [row()])]],
  ['code 3 (地区不符)', [result('3')]],
  ['code 9 (系统忙)', [result('9')]],
  ['an unknown code', [result('7')]],
  ['two results', [result('1'), result('0', [row()])]],
  ['a row with too few columns', [result('0', [`${NUMBER}|x`])]],
  ['a good row beside one that cannot be read', [result('0', [row(), `${NUMBER}|x`])]],
])('%s is BAD, not absent', (_, results) => {
  expect(answer(results).kind).toBe('BAD');
});

describe('two rows for one number', () => {
  const older = row({ from: '20180710', to: '20230709', status: '08', updated: '20230709' });

  test.each([
    ['the later update date', row(), older, 'VALID'],
    ['the later end', row({ updated: '20230709' }), older, 'VALID'],
    ['the later beginning', row({ from: '20240101' }), row({ status: '03' }), 'VALID'],
    [
      'a readable update date over an unreadable one',
      row(),
      row({ status: '03', updated: '20269999' }),
      'VALID',
    ],
    ['an open end over a date', row({ to: '99991231' }), row({ status: '08' }), 'VALID'],
    ['the cancellation that came later', row({ status: '03', updated: '20261119' }), row(), 'CANCELLED'],
  ])('%s wins in either order, with a remark', (_, newer, old, status) => {
    for (const rows of [
      [newer, old],
      [old, newer],
    ]) {
      const given = answer([result('0', rows)]);
      expect(statusOf(given)).toBe(status);
      expect(given).toMatchObject({
        record: { remarks: expect.arrayContaining([expect.objectContaining({ code: 'DUPLICATE_ROWS' })]) },
      });
    }
  });

  test('that nothing orders are not chosen between', () => {
    expect(answer([result('0', [row(), row({ status: '03' })])]).kind).toBe('BAD');
    expect(
      statusOf(answer([result('0', [row(), row({ status: '03' }), row({ updated: '20261119' })])])),
    ).toBe('VALID');
  });

  test('that are the same row twice are that row', () => {
    expect(statusOf(answer([result('0', [row(), row()])]))).toBe('VALID');
  });
});

test('what the protocol cannot write is asked for in no line and is no certificate', () => {
  const plan = planRead(['a|b', '', '1\r\nQ|2|', '１｜２'], undefined);
  expect(plan.wireNumbers).toEqual([]);
  expect(plan.attribute([]).map((given) => given.kind)).toEqual(['ABSENT', 'ABSENT', 'ABSENT', 'ABSENT']);
});

test('a number outside the configured regions is not asked for, and nothing is said about it', () => {
  const plan = planRead([NUMBER, '410204200001', '640221100001'], ['150300', '410204']);
  expect(plan.wireNumbers).toEqual([NUMBER, '410204200001']);
  expect(plan.attribute([result('1'), result('1', [], '410204200001')]).map((given) => given.kind)).toEqual([
    'ABSENT',
    'ABSENT',
    'BAD',
  ]);
});
