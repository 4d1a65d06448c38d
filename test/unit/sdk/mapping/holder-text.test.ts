import { expect, test } from '@jest/globals';
import { maskTyped, readHolderText } from '../../../../adapters/sdk/mapping/holder-text.ts';
import type { PermitRemark } from '../../../../subgraphs/domain/permit-record.ts';

test.each([
  ['海勃湾区1号（电话13812345678）', '海勃湾区1号（电话138****5678）'],
  ['电话138 1234 5678', '电话138 **** 5678'],
  ['电话138-1234-5678', '电话138-****-5678'],
  ['电话１３８１２３４５６７８', '电话１３８****５６７８'],
  ['经办人11010519491231002X', '经办人1101051949****002X'],
  ['经办人110105 19491231 002X', '经办人110105 1949**** 002X'],
  ['经办人150302800101123', '经办人15030280****123'],
])('%s is shown as %s', (text, shown) => {
  expect(maskTyped(text)).toBe(shown);
});

test('numbers that are nobody’s stay', () => {
  for (const text of ['新华东街12号1层3号', '第150302-000217号', '0473-2012345', '92150302MA0PT2X897']) {
    expect(maskTyped(text)).toBe(text);
  }
});

test('a field without text is null; one that holds something else is null with a remark', () => {
  const remarks: PermitRemark[] = [];
  expect([readHolderText(' ', '地址', remarks), readHolderText(null, '地址', remarks)]).toEqual([null, null]);
  expect(remarks).toEqual([]);
  expect(readHolderText({ a: 1 }, '地址', remarks)).toBeNull();
  expect(remarks).toEqual([{ code: 'TEXT_UNREADABLE', message: '地址无法识别' }]);
});
