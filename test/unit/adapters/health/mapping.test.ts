import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBusinessAnswer } from '../../../../adapters/health/business-answer.ts';
import { mapRow, type HealthRow } from '../../../../adapters/health/mapping.ts';
import { recheckDue } from '../../../../adapters/health/recheck.ts';
import { readSoapAnswer } from '../../../../adapters/health/soap-answer.ts';

const TODAY = '2026-11-20';
const row = sampleRow();

function sampleRow(): HealthRow {
  const body = readFileSync('test/fixtures/health/query-response.xml');
  const answer = readSoapAnswer({ status: 200, headers: { 'content-type': 'text/xml' }, body });
  if (answer.kind !== 'BUSINESS') throw new Error(answer.message);
  return readBusinessAnswer(answer.xml).rows[0] as HealthRow;
}

function recordOf(change: Record<string, unknown>, today = TODAY) {
  const mapped = mapRow({ ...row, ...change }, today);
  if (mapped.kind === 'BAD') throw new Error(mapped.problem);
  return mapped.record;
}

function remarksOf(change: Record<string, unknown>, today = TODAY): string[] {
  return recordOf(change, today).remarks.map((remark) => remark.code);
}

describe('a row of the health department as a canonical record', () => {
  test('says what the vendor’s sample says', () => {
    expect(mapRow(row, TODAY)).toEqual({
      kind: 'RECORD',
      record: {
        status: 'VALID',
        validFrom: '2023-09-01',
        validTo: '2027-08-31',
        scope: ['歌舞厅'],
        holderName: '乌海市星河文化娱乐有限公司',
        holderUscc: '91150302MA0NQ7K30J',
        address: '乌海市海勃湾区人民路88号3层',
        issuedBy: '乌海市海勃湾区卫生健康委员会',
        remarks: [],
        hygieneCategory: '歌舞厅',
        recheckDue: '2027-08-28',
      },
    });
  });

  test.each([
    ['01', 'VALID'],
    ['02', 'VALID'],
    ['03', 'VALID'],
    ['04', 'CANCELLED'],
    ['05', 'RESCINDED'],
    ['06', 'REVOKED'],
    ['07', 'EXPIRED'],
    ['09', 'RENEWAL_PENDING'],
    ['10', 'SUSPENDED'],
    ['11', 'WITHDRAWN'],
  ])('status code %s is %s', (ZT, status) => {
    expect([recordOf({ ZT }).status, remarksOf({ ZT })]).toEqual([status, []]);
  });

  test.each([
    '1',
    '001',
    '08',
    '12',
    '47',
    'A',
    '正常',
    '01 02',
    'constructor',
    '__proto__',
    ['01'],
    { '#text': '01' },
  ])('status code %j is in no table: unknown, with a remark', (ZT) => {
    expect([recordOf({ ZT }).status, remarksOf({ ZT })]).toEqual(['UNKNOWN', ['STATUS_UNKNOWN']]);
  });

  test('an empty status and 其他 are unknown, each with its remark', () => {
    for (const ZT of ['', ' ', '　']) {
      expect([recordOf({ ZT }).status, remarksOf({ ZT })]).toEqual(['UNKNOWN', ['STATUS_MISSING']]);
    }
    expect([recordOf({ ZT: '99' }).status, remarksOf({ ZT: '99' })]).toEqual(['UNKNOWN', ['STATUS_OTHER']]);
  });

  test('a row without status or end date is bad: it must not read as valid for ever', () => {
    expect(mapRow({ ...row, ZT: undefined }, TODAY)).toMatchObject({ kind: 'BAD' });
    expect(mapRow({ ...row, YXQZ: undefined }, TODAY)).toMatchObject({ kind: 'BAD' });
    expect(mapRow({}, TODAY)).toMatchObject({ kind: 'BAD' });
  });

  test('open-ended dates are null without a remark, impossible ones null with one', () => {
    for (const YXQZ of ['', '长期', '99991231', '9999-12-31']) {
      expect([recordOf({ YXQZ }).validTo, remarksOf({ YXQZ })]).toEqual([null, []]);
    }
    for (const YXQZ of ['20250230', '见副本', {}, ['20270831', '20280831']]) {
      expect([recordOf({ YXQZ }).validTo, remarksOf({ YXQZ })]).toEqual([null, ['DATE_UNREADABLE']]);
    }
    expect(remarksOf({ FZRQ: '20300101' })).toEqual(['DATES_CONTRADICT']);
  });

  test('the recheck is due two years after the last, and overdue from the day after', () => {
    expect(recordOf({ FHRQ: '20240229' }).recheckDue).toBe('2026-02-28');
    expect(remarksOf({ FHRQ: '20241120' })).toEqual([]);
    expect(remarksOf({ FHRQ: '20241119' })).toEqual(['RECHECK_OVERDUE']);
    expect(recordOf({ FHRQ: '20241119' }).remarks[0]?.message).toContain('2026-11-19');
    expect(remarksOf({ FHRQ: '20201119', ZT: '04' })).toEqual([]);
    expect([recordOf({ FHRQ: '' }).recheckDue, remarksOf({ FHRQ: undefined })]).toEqual([null, []]);
    expect([recordOf({ FHRQ: '20250230' }).recheckDue, remarksOf({ FHRQ: '20250230' })]).toEqual([
      null,
      ['DATE_UNREADABLE'],
    ]);
    expect([recordOf({ FHRQ: '99981231' }).recheckDue, recheckDue('9997-01-01')]).toEqual([
      null,
      '9999-01-01',
    ]);
  });

  test('the scope is the category, unless the row lists its items', () => {
    expect(recordOf({ XKXM: { XM: ['游艺厅', '歌舞厅'] } }).scope).toEqual(['游艺厅', '歌舞厅']);
    expect([recordOf({ XKXM: '' }).scope, remarksOf({ XKXM: '' })]).toEqual([null, []]);
    expect([recordOf({ XKXM: { XM: ['甲', { a: '' }] } }).scope, remarksOf({ XKXM: { XM: [''] } })]).toEqual([
      ['甲'],
      ['SCOPE_UNREADABLE'],
    ]);
    for (const XKXM of ['甲', { X: '甲' }, ['甲']]) expect(remarksOf({ XKXM })).toEqual(['SCOPE_UNREADABLE']);
    expect(recordOf({ LBMC: '' })).toMatchObject({ scope: null, hygieneCategory: null });
  });

  test('the holder’s code is normalised; an ID number in its place is masked', () => {
    for (const XYDM of [
      '91150302ma0nq7k30j',
      '９１１５０３０２ＭＡ０ＮＱ７Ｋ３０Ｊ',
      ' 91150302MA0NQ7K30J　',
    ]) {
      expect(recordOf({ XYDM }).holderUscc).toBe('91150302MA0NQ7K30J');
    }
    expect(recordOf({ XYDM: '11010519491231002x' }).holderUscc).toBe('1101051949****002X');
    expect(remarksOf({ XYDM: '110105 19491231 002X' })).toEqual(['USCC_IS_CITIZEN_ID']);
    expect(recordOf({ XYDM: '150302699999999' }).holderUscc).toBe('150302699999999');
    expect([
      recordOf({ XYDM: '91150302MA0NQ7K30K' }).holderUscc,
      remarksOf({ XYDM: 'x'.repeat(1_000) }),
    ]).toEqual([null, ['USCC_UNREADABLE']]);
  });

  test('holds no ID number and no phone number, wherever they were typed', () => {
    const typed = '电话138 1234 5678，身份证11010519491231002X';
    const text = JSON.stringify(recordOf({ DWMC: typed, DZ: typed, FZJG: typed, LBMC: typed, XYDM: typed }));
    expect(text).not.toMatch(/138 1234 5678|11010519491231002X/);
  });

  test('the scope’s own items are masked too', () => {
    expect(JSON.stringify(recordOf({ XKXM: { XM: ['歌舞厅（13812345678）'] } }))).not.toContain(
      '13812345678',
    );
  });

  const listed = new Set(['01', '02', '03']);

  test('never throws and never reads an unlisted code as valid, whatever the row holds', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', undefined, '01'),
    );
    const anyRow = fc.dictionary(fc.constantFrom(...Object.keys(row), 'XKXM'), value);
    fc.assert(
      fc.property(anyRow, (odd) => {
        const mapped = mapRow({ ...row, ...odd }, TODAY);
        if (mapped.kind === 'BAD') return;
        const code = 'ZT' in odd ? odd.ZT : row.ZT;
        if (mapped.record.status === 'VALID') expect(listed.has(String(code).trim())).toBe(true);
        for (const date of [mapped.record.validFrom, mapped.record.validTo, mapped.record.recheckDue]) {
          if (date !== null) expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        }
        expect(() => JSON.stringify(mapped.record)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 4 }), (ZT) => {
        fc.pre(!/^\d\d$/.test(ZT.trim()));
        expect(recordOf({ ZT }).status).toBe('UNKNOWN');
      }),
    );
  });
});
