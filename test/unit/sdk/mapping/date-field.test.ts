import { expect, test } from '@jest/globals';
import { readDate } from '../../../../adapters/sdk/mapping/date-field.ts';
import type { PermitRemark } from '../../../../subgraphs/domain/permit-record.ts';

function read(raw: unknown): [string | null, PermitRemark[]] {
  const remarks: PermitRemark[] = [];
  return [readDate(raw, '有效期止', remarks), remarks];
}

test.each([
  '2028-07-09',
  '20280709',
  ' 2028/7/9　',
  '２０２８０７０９',
  '\u200b2028\u200e0709\u0000',
  20280709,
])('%j is a date', (raw) => {
  expect(read(raw)).toEqual(['2028-07-09', []]);
});

test.each(['', ' ', '\u200b', null, undefined, '长期', '长\u200b期', '99991231'])('%j has no end', (raw) => {
  expect(read(raw)).toEqual([null, []]);
});

test.each(['20250230', '见副本', 'x'.repeat(5_000), {}, true, ['20280709']])(
  'what nobody can read as a date is none, with a remark: %j',
  (raw) => {
    expect(read(raw)).toEqual([null, [{ code: 'DATE_UNREADABLE', message: '有效期止无法识别' }]]);
  },
);
