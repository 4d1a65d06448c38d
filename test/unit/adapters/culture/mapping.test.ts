import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import definition from '../../../../adapters/culture/definition.ts';
import { toPermitRecord } from '../../../../adapters/culture/mapping.ts';
import { believe } from '../../../../adapters/sdk/reading/believe.ts';
import { SOUND_ROW } from './sound-row.ts';

const remarksOf = (row: Record<string, unknown>) =>
  toPermitRecord({ ...SOUND_ROW, ...row }).remarks.map(({ code }) => code);

describe('a row of the culture view', () => {
  test('becomes a canonical record', () => {
    expect(toPermitRecord(SOUND_ROW)).toEqual({
      status: 'VALID',
      validFrom: '2025-06-01',
      validTo: '2027-05-31',
      scope: ['歌舞娱乐场所'],
      holderName: '乌海市星河文化娱乐有限公司',
      holderUscc: '91150302MA0NQ7K30J',
      address: '乌海市海勃湾区人民路88号3层',
      issuedBy: null,
      remarks: [],
      venueType: 'SONG_AND_DANCE',
      capacity: 160,
    });
  });

  test.each([
    ['A', 'VALID'],
    ['B', 'SUSPENDED'],
    ['C', 'CANCELLED'],
    ['D', 'REVOKED'],
    ['E', 'EXPIRED'],
    ['X', 'RESCINDED'],
  ])('has status %s as %s', (zt, status) => {
    expect(toPermitRecord({ ...SOUND_ROW, zt })).toMatchObject({ status, remarks: [] });
  });

  test.each([['Z'], ['a'], ['Ａ'], ['AA'], ['constructor'], [1], [true], [['A']], [{}]])(
    'with the unlisted status %p is UNKNOWN, with a remark',
    (zt) => {
      expect(toPermitRecord({ ...SOUND_ROW, zt }).status).toBe('UNKNOWN');
      expect(remarksOf({ zt })).toHaveLength(1);
    },
  );

  test('without a status is UNKNOWN, and a remark says so', () => {
    for (const zt of [null, undefined, '', ' ']) {
      expect(toPermitRecord({ ...SOUND_ROW, zt }).status).toBe('UNKNOWN');
      expect(remarksOf({ zt })).toEqual(['STATUS_MISSING']);
    }
  });

  test.each([
    ['01', 'SONG_AND_DANCE', '歌舞娱乐场所'],
    ['02', 'AMUSEMENT', '游艺娱乐场所'],
    ['03', 'INTERNET_SERVICE', '互联网上网服务'],
    ['04', 'PERFORMANCE', '营业性演出'],
  ])('of kind %s is %s', (xkzlx, venueType, scope) => {
    expect(toPermitRecord({ ...SOUND_ROW, xkzlx })).toMatchObject({ venueType, scope: [scope], remarks: [] });
  });

  test('of an unlisted kind has neither kind nor scope', () => {
    expect(toPermitRecord({ ...SOUND_ROW, xkzlx: '09' })).toMatchObject({ venueType: null, scope: null });
    expect(remarksOf({ xkzlx: '09' })).toEqual(['VENUE_TYPE_UNKNOWN']);
  });

  test.each([['99991231'], [''], ['        '], ['长期']])('that ends at %p is open-ended', (yxqz) => {
    expect(toPermitRecord({ ...SOUND_ROW, yxqz })).toMatchObject({ validTo: null, remarks: [] });
  });

  test('with a date that nobody can read or that is missing has none, with a remark', () => {
    expect(toPermitRecord({ ...SOUND_ROW, yxqz: '20250230' }).validTo).toBeNull();
    expect(remarksOf({ yxqz: '20250230' })).toEqual(['DATE_UNREADABLE']);
    expect(remarksOf({ yxqz: '详见副本' })).toEqual(['DATE_UNREADABLE']);
    expect(remarksOf({ yxqz: null })).toEqual(['DATE_MISSING']);
    expect(remarksOf({ fzrq: null })).toEqual(['DATE_MISSING']);
    expect(remarksOf({ fzrq: '        ' })).toEqual(['DATE_MISSING']);
    expect(remarksOf({ fzrq: '20280601' })).toEqual(['DATES_CONTRADICT']);
  });

  test('with full-width digits and padding is read like any other', () => {
    const row = {
      ...SOUND_ROW,
      fzrq: '２０２５０６０１',
      dwmc: '　星河　',
      tyshxydm: '９１１５０３０２ｍａ０ｎｑ７ｋ３０ｊ',
    };
    expect(toPermitRecord(row)).toMatchObject({
      validFrom: '2025-06-01',
      holderName: '星河',
      holderUscc: '91150302MA0NQ7K30J',
    });
  });

  test("never passes on a citizen's number that stands where the holder's code belongs", () => {
    const record = toPermitRecord({ ...SOUND_ROW, tyshxydm: '11010519491231002X' });
    expect(record.holderUscc).toBe('1101051949****002X');
    expect(JSON.stringify(record)).not.toContain('19491231');
  });

  test('keeps an old registration number, and drops a code whose check fails', () => {
    expect(toPermitRecord({ ...SOUND_ROW, tyshxydm: '150302669912345' }).holderUscc).toBe('150302669912345');
    expect(toPermitRecord({ ...SOUND_ROW, tyshxydm: '91150302MA0NQ7K300' }).holderUscc).toBeNull();
  });

  test('masks a person under whose name the business trades, and telephone numbers', () => {
    const named = (dwmc: string) => toPermitRecord({ ...SOUND_ROW, dwmc, named_as_person: 't' }).holderName;
    expect(named('王建明')).toBe('王*明');
    expect(named('王建明（个体工商户）')).toBe('王*明（个体工商户）');
    expect(named('王建明(个体工商户)')).toBe('王*明(个体工商户)');
    expect(toPermitRecord({ ...SOUND_ROW, dwmc: '歌友会 联系电话13804735678' }).holderName).toBe(
      '歌友会 联系电话138****5678',
    );
  });

  test('keeps characters outside GBK', () => {
    expect(toPermitRecord({ ...SOUND_ROW, dwmc: '㐂𠮷䶮歌厅' }).holderName).toBe('㐂𠮷䶮歌厅');
  });

  test.each([['-1'], ['1.5'], ['2147483648'], ['一百'], [true], ['99999999999999999999']])(
    'with %p people has no capacity, with a remark',
    (hdry) => {
      expect(toPermitRecord({ ...SOUND_ROW, hdry }).capacity).toBeNull();
      expect(remarksOf({ hdry })).toEqual(['CAPACITY_UNREADABLE']);
    },
  );

  test('without a number of people has no capacity and no remark', () => {
    expect(toPermitRecord({ ...SOUND_ROW, hdry: null })).toMatchObject({ capacity: null, remarks: [] });
  });
});

describe('whatever a row holds', () => {
  const anyRow = fc
    .dictionary(
      fc.constantFrom(...Object.keys(SOUND_ROW)),
      fc.oneof(fc.anything(), fc.string({ unit: 'binary' })),
    )
    .map((odd) => ({ ...SOUND_ROW, ...odd }));

  test('it is mapped without an error, to a record of the right shape', () => {
    fc.assert(
      fc.property(anyRow, (row) => {
        const answer = { kind: 'FOUND' as const, number: 'n', record: toPermitRecord(row) };
        expect(believe(definition as never, [answer])[0]?.kind).toBe('FOUND');
      }),
    );
  });

  test('no unlisted code is ever VALID', () => {
    // Padding and invisible characters are dropped before a code is looked up.
    const unlisted = fc
      .oneof(fc.string({ unit: 'binary' }), fc.anything())
      .filter((zt) => typeof zt !== 'string' || !zt.includes('A'));
    fc.assert(
      fc.property(anyRow, unlisted, (row, zt) => {
        expect(toPermitRecord({ ...row, zt }).status).not.toBe('VALID');
      }),
    );
  });
});
