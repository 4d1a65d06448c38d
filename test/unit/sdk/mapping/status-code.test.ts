import { expect, test } from '@jest/globals';
import { readStatus } from '../../../../adapters/sdk/mapping/status-code.ts';
import type { PermitRemark } from '../../../../subgraphs/domain/permit-record.ts';

function read(code: string | null | undefined): [string, PermitRemark | undefined] {
  const remarks: PermitRemark[] = [];
  return [readStatus(code, new Map([['01', 'VALID']]), remarks), remarks[0]];
}

test('a listed code is its status', () => {
  expect(read('01')).toEqual(['VALID', undefined]);
});

test('a missing one is unknown, and a remark says so', () => {
  for (const code of [null, undefined]) {
    expect(read(code)).toEqual(['UNKNOWN', { code: 'STATUS_MISSING', message: '许可机关未给出状态' }]);
  }
});

test('a code in no table is unknown; it is quoted only where it can hold no personal data', () => {
  for (const [code, quoted] of [
    ['47', '“47”'],
    ['', ''],
    ['王建明', ''],
    ['13812345678', ''],
    ['constructor', ''],
    ['__proto__', ''],
  ] as const) {
    const message = `状态代码${quoted}不在许可机关的代码表内`;
    expect(read(code)).toEqual(['UNKNOWN', { code: 'STATUS_UNKNOWN', message }]);
  }
});
