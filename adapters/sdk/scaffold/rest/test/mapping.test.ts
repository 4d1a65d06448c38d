import { describe, expect, test } from '@jest/globals';
import { mapRow } from '../mapping.ts';

const ROW = {
  number: 'SPECIMEN-00000001',
  status: '10',
  validFrom: '20240318',
  validTo: '20290317',
  scope: ['一般经营'],
  holderName: '乌海市海勃湾区老街坊饭庄',
  holderCode: '92150302MA0PT2X897',
  person: '王建明',
  address: '乌海市海勃湾区新华东街1号',
  issuedBy: '乌海市海勃湾区行政审批和政务服务局',
  version: 1,
};

/** The record of the row with some fields changed. */
function recordOf(changes: Record<string, unknown>) {
  const mapped = mapRow({ ...ROW, ...changes });
  if (mapped.kind === 'BAD') throw new Error(mapped.problem);
  return mapped.record;
}

describe('a row of specimen', () => {
  test('becomes a record in the words of the hub', () => {
    expect(recordOf({})).toEqual({
      status: 'VALID',
      validFrom: '2024-03-18',
      validTo: '2029-03-17',
      scope: ['一般经营'],
      holderName: '乌海市海勃湾区老街坊饭庄',
      holderUscc: '92150302MA0PT2X897',
      address: '乌海市海勃湾区新华东街1号',
      issuedBy: '乌海市海勃湾区行政审批和政务服务局',
      remarks: [],
      sourceVersion: 1,
    });
  });

  test.each(['98', '', null, 'constructor'])('with status %j is UNKNOWN, never VALID', (status) => {
    const record = recordOf({ status });
    expect(record.status).toBe('UNKNOWN');
    expect(record.remarks).toHaveLength(1);
  });

  test.each([
    ['99991231', 0],
    ['', 0],
    ['20250230', 1],
  ])('that ends on %j has no end date, and %d remarks', (validTo, remarks) => {
    const record = recordOf({ validTo });
    expect(record.validTo).toBeNull();
    expect(record.remarks).toHaveLength(remarks);
  });

  test('without an end date at all is not believed', () => {
    expect(mapRow({ ...ROW, validTo: undefined }).kind).toBe('BAD');
  });

  test('of a household that trades under its owner’s name is masked like the owner', () => {
    expect(recordOf({ holderName: '王建明' }).holderName).not.toBe('王建明');
  });
});
