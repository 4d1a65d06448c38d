import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapRow, type FoodRow } from '../../../../adapters/food/mapping.ts';
import sample from '../../../fixtures/food/query-response.json' with { type: 'json' };

const row: FoodRow = sample.data.rows[0]!;

function recordOf(change: Record<string, unknown>) {
  const mapped = mapRow({ ...row, ...change });
  if (mapped.kind === 'BAD') throw new Error(mapped.problem);
  return mapped.record;
}

function remarksOf(change: Record<string, unknown>): string[] {
  return recordOf(change).remarks.map((remark) => remark.code);
}

describe('a row of the food department as a canonical record', () => {
  test('says what the vendor’s sample says', () => {
    expect(mapRow(row)).toEqual({
      kind: 'RECORD',
      version: 2,
      record: {
        status: 'VALID',
        validFrom: '2024-03-18',
        validTo: '2029-03-17',
        scope: ['热食类食品制售', '冷食类食品制售'],
        holderName: '乌海市海勃湾区老街坊饭庄',
        holderUscc: '92150302MA0PT2X897',
        address: '乌海市海勃湾区新华东街12号1层3号',
        issuedBy: '乌海市海勃湾区行政审批和政务服务局',
        remarks: [],
        businessForm: 'CATERING',
        sourceVersion: 2,
      },
    });
  });

  test.each([
    ['1', 'VALID'],
    ['2', 'CANCELLED'],
    ['3', 'RESCINDED'],
    ['4', 'REVOKED'],
    ['5', 'EXPIRED'],
    ['6', 'WITHDRAWN'],
    ['7', 'SUSPENDED'],
    ['8', 'RENEWAL_PENDING'],
  ])('status code %s is %s, as number or text', (code, status) => {
    expect(recordOf({ zt: code }).status).toBe(status);
    expect(recordOf({ zt: Number(code) }).status).toBe(status);
    expect(remarksOf({ zt: code })).toEqual([]);
  });

  test.each(['0', '9', '01', '1.0', 'A', '有效', 'constructor', '__proto__'])(
    'status code %s is in no table: unknown, with a remark',
    (code) => {
      expect(recordOf({ zt: code }).status).toBe('UNKNOWN');
      expect(remarksOf({ zt: code })).toEqual(['STATUS_UNKNOWN']);
    },
  );

  test('an empty status is unknown, with a remark', () => {
    for (const zt of ['', null, ' ', true, {}, ['1']]) {
      expect(recordOf({ zt }).status).toBe('UNKNOWN');
      expect(remarksOf({ zt })).toEqual(['STATUS_MISSING']);
    }
  });

  test('a row without status or end date is bad: it must not read as valid for ever', () => {
    expect(mapRow({ ...row, zt: undefined })).toMatchObject({ kind: 'BAD' });
    expect(mapRow({ ...row, yxqz: undefined })).toMatchObject({ kind: 'BAD' });
    expect(mapRow({})).toMatchObject({ kind: 'BAD' });
  });

  test('open-ended dates are null without a remark, impossible ones null with one', () => {
    for (const yxqz of ['', null, '长期', '99991231', '9999-12-31']) {
      expect([recordOf({ yxqz }).validTo, remarksOf({ yxqz })]).toEqual([null, []]);
    }
    for (const yxqz of ['20250230', '见副本', {}, true]) {
      expect([recordOf({ yxqz }).validTo, remarksOf({ yxqz })]).toEqual([null, ['DATE_UNREADABLE']]);
    }
    expect(recordOf({ yxqz: 20310701 }).validTo).toBe('2031-07-01');
    expect(remarksOf({ yxqq: '2030-01-01', yxqz: '2029-01-01' })).toEqual(['DATES_CONTRADICT']);
  });

  test('the holder’s code is normalised; an ID number in its place is masked', () => {
    for (const tyshxydm of [
      '92150302ma0pt2x897',
      '９２１５０３０２ＭＡ０ＰＴ２Ｘ８９７',
      ' 92150302MA0PT2X897　',
    ]) {
      expect(recordOf({ tyshxydm }).holderUscc).toBe('92150302MA0PT2X897');
    }
    expect(recordOf({ tyshxydm: '11010519491231002x' }).holderUscc).toBe('1101051949****002X');
    expect(remarksOf({ tyshxydm: '11010519491231002X' })).toEqual(['USCC_IS_CITIZEN_ID']);
    expect(recordOf({ tyshxydm: '150302600012345' }).holderUscc).toBe('150302600012345');
    expect(recordOf({ tyshxydm: '92150302MA0PT2X898' }).holderUscc).toBeNull();
    expect(remarksOf({ tyshxydm: '92150302MA0PT2X898' })).toEqual(['USCC_UNREADABLE']);
  });

  test('holds no person’s name, ID number or phone number', () => {
    const record = recordOf({
      fddbr: '王建明',
      qfr: '李敏',
      jyzmc: '王建明',
      jycs: '海勃湾区1号（电话13812345678）',
      tyshxydm: '11010519491231002X',
      fzjg: '经办人11010519491231002X',
    });
    const text = JSON.stringify(record);
    for (const personal of ['王建明', '李敏', '13812345678', '11010519491231002X']) {
      expect(text).not.toContain(personal);
    }
    expect(record.holderName).toBe('王*明');
    expect(recordOf({ fddbr: '王*明', jyzmc: '王建明' }).holderName).toBe('王*明');
    expect(recordOf({ fddbr: '王*明', jyzmc: '王建明（个体工商户）' }).holderName).toBe(
      '王*明（个体工商户）',
    );
    // Both in the old version's encoding.
    expect(recordOf({ fddbr: '%CD%F5%BD%A8%C3%F7', jyzmc: '%CD%F5%BD%A8%C3%F7' }).holderName).toBe('王*明');
  });

  test('the scope may be a list, a text or nothing', () => {
    expect(recordOf({ jyxm: '热食类食品制售、预包装食品销售（含冷藏、冷冻食品）' }).scope).toEqual([
      '热食类食品制售',
      '预包装食品销售（含冷藏、冷冻食品）',
    ]);
    expect([
      recordOf({ jyxm: '' }).scope,
      recordOf({ jyxm: null }).scope,
      recordOf({ jyxm: [] }).scope,
    ]).toEqual([null, null, []]);
    expect([recordOf({ jyxm: ['甲', 1, null] }).scope, remarksOf({ jyxm: ['甲', 1] })]).toEqual([
      ['甲'],
      ['SCOPE_UNREADABLE'],
    ]);
    expect(recordOf({ jyxm: { a: 1 } }).scope).toBeNull();
  });

  test('an unlisted form, version or number is a remark beside a usable record', () => {
    expect([recordOf({ ztyt: '9' }).businessForm, remarksOf({ ztyt: '9' })]).toEqual([
      null,
      ['FORM_UNKNOWN'],
    ]);
    expect([recordOf({ bbh: 'x' }).sourceVersion, remarksOf({ bbh: -1 })]).toEqual([
      null,
      ['VERSION_UNREADABLE'],
    ]);
    expect(recordOf({ bbh: '12' }).sourceVersion).toBe(12);
    expect(remarksOf({ xkzbh: 'JY24401060000042' })).toEqual(['NUMBER_CHECK_FAILS']);
  });

  const listed = new Set(['1', '2', '3', '4', '5', '6', '7', '8']);
  const fields = Object.keys(row);

  test('never throws and never reads an unlisted code as valid, whatever the row holds', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(null, ''),
    );
    const anyRow = fc.dictionary(fc.constantFrom(...fields), value);
    fc.assert(
      fc.property(anyRow, (odd) => {
        const mapped = mapRow({ ...row, ...odd });
        if (mapped.kind === 'BAD') return;
        const code = String(mapped.record.status === 'VALID' ? (odd.zt ?? row.zt) : '1').trim();
        expect(listed.has(code)).toBe(true);
        expect(() => JSON.stringify(mapped.record)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (zt) => {
        fc.pre(!listed.has(zt.trim()));
        expect(recordOf({ zt }).status).toBe('UNKNOWN');
      }),
    );
  });
});
