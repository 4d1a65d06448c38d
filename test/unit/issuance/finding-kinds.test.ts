import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import { findingsOf } from '../../../subgraphs/issuance/observing/finding-kinds.ts';

const record: PermitRecord = {
  status: 'VALID',
  validFrom: '2024-03-18',
  validTo: '2029-03-17',
  scope: ['热食类食品制售', '冷食类食品制售'],
  holderName: '张三的小店',
  holderUscc: '92150302MA0PT2X897',
  address: '乌海市海勃湾区新华东街12号',
  issuedBy: '海勃湾区行政审批局',
  remarks: [],
  businessForm: 'CATERING',
  sourceVersion: 2,
};
const remark = (code: string) => ({ code, message: `备注 ${code}` });

describe('what a new record gives reason to find', () => {
  test('is nothing where it says the same, and nothing but remarks at the first reading', () => {
    expect(findingsOf(record, { ...record })).toEqual([]);
    expect(findingsOf(null, record)).toEqual([]);
    expect(findingsOf(null, { ...record, remarks: [remark('A')] })).toEqual([
      { kind: 'A', detail: '备注 A' },
    ]);
  });

  test('is one CHANGE_SEEN that names what changed, with old and new status and dates', () => {
    const [finding, ...others] = findingsOf(record, {
      ...record,
      status: 'SUSPENDED',
      validTo: null,
      scope: [],
    });
    expect(others).toEqual([]);
    expect(finding?.kind).toBe('CHANGE_SEEN');
    for (const word of ['状态', '有效期止', '2029-03-17', '许可项目'])
      expect(finding?.detail).toContain(word);
    for (const word of ['有效期起', '持证主体', '经营场所']) expect(finding?.detail).not.toContain(word);
  });

  test.each(['holderName', 'holderUscc', 'address'])('quotes no personal data: %s', (field) => {
    const [finding] = findingsOf(record, { ...record, [field]: '李四家 110101199003077774' });
    expect(finding?.kind).toBe('CHANGE_SEEN');
    expect(finding?.detail).not.toMatch(/李四|张三|110101|92150302|新华东街/);
  });

  test.each([
    'validFrom',
    'validTo',
    'scope',
    'holderName',
    'holderUscc',
    'address',
    'issuedBy',
    'businessForm',
  ])('includes a change of %s alone, also to nothing', (field) => {
    for (const value of ['另外', null]) {
      expect(findingsOf(record, { ...record, [field]: value }).map(({ kind }) => kind)).toEqual([
        'CHANGE_SEEN',
      ]);
    }
  });

  test('is nothing for the department’s own version and for remarks that were known', () => {
    expect(findingsOf(record, { ...record, sourceVersion: 9 })).toEqual([]);
    const noted = { ...record, remarks: [remark('A')] };
    expect(findingsOf(noted, { ...noted, remarks: [remark('A')] })).toEqual([]);
    expect(findingsOf(noted, { ...noted, remarks: [] })).toEqual([]);
    expect(findingsOf(noted, { ...noted, remarks: [remark('A'), remark('B')] })).toEqual([
      { kind: 'B', detail: '备注 B' },
    ]);
  });

  test('does not depend on the order of keys, nor on null or left out', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.keys(record), { minLength: Object.keys(record).length }),
        (keys) => {
          const shuffled = Object.fromEntries(keys.map((key) => [key, record[key]])) as PermitRecord;
          expect(findingsOf(record, { ...shuffled, newField: null })).toEqual([]);
        },
      ),
    );
  });
});
