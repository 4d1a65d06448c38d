import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapRow } from '../../../../adapters/tobacco/mapping.ts';
import { splitRow } from '../../../../adapters/tobacco/row.ts';
import type { PermitRecord } from '../../../../subgraphs/domain/permit-record.ts';
import { sm3Hex } from '../../../../subgraphs/domain/sm3.ts';

const COLUMNS = {
  number: '150302100123',
  uscc: '92150302MA0PT2X897',
  name: '乌海市海勃湾区老街坊饭庄',
  person: '王建明',
  address: '乌海市海勃湾区新华东街12号',
  nature: '1',
  scope: '卷烟、雪茄烟零售',
  validFrom: '20230710',
  validTo: '20280709',
  status: '00',
  updated: '20261118',
};

function line(change: Partial<typeof COLUMNS> = {}): string {
  return Object.values({ ...COLUMNS, ...change }).join('|');
}

function map(change: Partial<typeof COLUMNS> = {}): PermitRecord {
  const row = splitRow(line(change));
  if (row === null) throw new Error('the line is no row');
  return mapRow(row);
}

const codes = (record: PermitRecord) => record.remarks.map((remark) => remark.code);

describe('the rows of the sample file', () => {
  const file = readFileSync(
    new URL('../../../fixtures/tobacco/YC_LIC_150302_20261119_FULL_0001.txt', import.meta.url),
  );
  const lines = new TextDecoder('gb18030', { fatal: true }).decode(file).split('\r\n');

  test('the trailer is the SM3 of all bytes before its line', () => {
    const trailerAt = file.lastIndexOf('\r\nT|') + 2;
    expect(lines[3]).toBe(`T|000002|${sm3Hex(file.subarray(0, trailerAt))}`);
  });

  test('become canonical records without the name of a person', () => {
    const records = lines.slice(1, 3).map((text) => mapRow(splitRow(text)!));
    expect(records).toEqual([
      {
        status: 'VALID',
        validFrom: '2023-07-10',
        validTo: '2028-07-09',
        scope: ['卷烟、雪茄烟零售'],
        holderName: '乌海市海勃湾区老街坊饭庄',
        holderUscc: '92150302MA0PT2X897',
        address: '内蒙古自治区乌海市海勃湾区新华东街12号1层3号',
        issuedBy: null,
        remarks: [],
        holderNature: 'INDIVIDUAL',
      },
      {
        status: 'SUSPENDED',
        validFrom: '2022-03-15',
        validTo: '2027-03-14',
        scope: ['卷烟、雪茄烟零售'],
        holderName: '乌海市星河文化娱乐有限公司',
        holderUscc: '91150302MA0NQ7K30J',
        address: '内蒙古自治区乌海市海勃湾区人民路88号3层',
        issuedBy: null,
        remarks: [],
        holderNature: 'ENTERPRISE',
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/王建明|赵某/);
  });
});

describe('status', () => {
  test.each([
    ['00', 'VALID'],
    ['01', 'SUSPENDED'],
    ['02', 'LAPSED'],
    ['03', 'CANCELLED'],
    ['04', 'WITHDRAWN'],
    ['05', 'RESCINDED'],
    ['06', 'REVOKED'],
    ['07', 'RENEWAL_PENDING'],
    ['08', 'EXPIRED'],
  ])('code %s is %s', (code, status) => {
    expect(map({ status: code })).toMatchObject({ status, remarks: [] });
  });

  test('an unlisted code is UNKNOWN with a remark, never VALID', () => {
    fc.assert(
      fc.property(
        fc.string().filter((code) => !/^0[0-8]$/.test(code.trim()) && !code.includes('|')),
        (code) => {
          const record = map({ status: code });
          expect(record.status).toBe('UNKNOWN');
          expect(codes(record)[0]).toMatch(/^STATUS_(UNKNOWN|MISSING)$/);
        },
      ),
    );
  });

  test.each(['0', '000', '０', 'constructor', '__proto__', 'toString'])('%s is no code', (code) => {
    expect(map({ status: code }).status).toBe('UNKNOWN');
  });
});

describe('dates', () => {
  test.each([
    ['20280709', '2028-07-09', []],
    ['2028/7/9', '2028-07-09', []],
    ['２０２８０７０９', '2028-07-09', []],
    ['99991231', null, ['END_DATE_MISSING']],
    ['长期', null, ['END_DATE_MISSING']],
    ['', null, ['END_DATE_MISSING']],
    ['20250230', null, ['DATE_UNREADABLE']],
    ['见副本', null, ['DATE_UNREADABLE']],
  ])('an end of "%s" is %s', (raw, date, remarks) => {
    const record = map({ validTo: raw });
    expect(record.validTo).toBe(date);
    expect(codes(record)).toEqual(remarks);
  });

  test('an end before the beginning is kept and remarked upon', () => {
    expect(codes(map({ validFrom: '20280710' }))).toEqual(['DATES_CONTRADICT']);
  });
});

describe('the holder', () => {
  test.each([
    ['92150302ma0pt2x897', '92150302MA0PT2X897', []],
    ['９２１５０３０２ＭＡ０ＰＴ２Ｘ８９７', '92150302MA0PT2X897', []],
    [' 92150302MA0PT2X897　', '92150302MA0PT2X897', []],
    ['', null, []],
    ['92150302MA0PT2X890', null, ['USCC_UNREADABLE']],
    ['150302699999999', '150302699999999', ['USCC_IS_OLD_NUMBER']],
    ['11010519491231002X', '1101051949****002X', ['USCC_IS_CITIZEN_ID']],
    ['11010519491231002x', '1101051949****002X', ['USCC_IS_CITIZEN_ID']],
  ])('a USCC column of "%s" is %s', (raw, code, remarks) => {
    const record = map({ uscc: raw });
    expect(record.holderUscc).toBe(code);
    expect(codes(record)).toEqual(remarks);
  });

  test.each([
    ['王建明', '王*明'],
    ['王建明（个体工商户）', '王*明（个体工商户）'],
    ['王建明烟酒店', '王建明烟酒店'],
    ['老街坊饭庄（电话13800005678）', '老街坊饭庄（电话138****5678）'],
    ['  老街坊饭庄\u200b　', '老街坊饭庄'],
    ['', null],
  ])('the name "%s" of 王建明’s shop is shown as %s', (name, shown) => {
    expect(map({ name }).holderName).toBe(shown);
  });

  test('named like an owner whose name comes masked is masked too', () => {
    expect(map({ name: '王建明（个体工商户）', person: '王*明' }).holderName).toBe('王*明（个体工商户）');
  });

  test('the nature is an enum, an unlisted one unknown', () => {
    expect(map({ nature: '2' }).holderNature).toBe('ENTERPRISE');
    expect(map({ nature: '3' })).toMatchObject({ holderNature: null, remarks: [{ code: 'NATURE_UNKNOWN' }] });
  });

  test('scope items are separated by a semicolon; an enumeration is one item', () => {
    expect(map({ scope: '卷烟零售；雪茄烟零售;' }).scope).toEqual(['卷烟零售', '雪茄烟零售']);
    expect(map({ scope: '' }).scope).toBeNull();
  });
});

describe('a pipe inside text', () => {
  test.each([
    ['name', { name: '老|街坊' }],
    ['name, several', { name: '|老||街坊|' }],
    ['address', { address: '新华东街12号|13号' }],
    ['address that looks like a nature', { address: '新华东街|1' }],
    ['name and address', { name: '老|街坊', address: '新华东街12号|13号' }],
  ])('in the %s: both unknown rather than guessed, the ends read', (_, change) => {
    const record = map(change);
    expect(record).toMatchObject({
      status: 'VALID',
      validFrom: '2023-07-10',
      validTo: '2028-07-09',
      holderName: null,
      address: null,
      holderUscc: '92150302MA0PT2X897',
      holderNature: 'INDIVIDUAL',
      scope: ['卷烟、雪茄烟零售'],
    });
    expect(codes(record)).toEqual(['COLUMNS_AMBIGUOUS']);
  });

  test('in the scope: nature and scope unknown too', () => {
    const record = map({ scope: '卷烟|雪茄烟零售' });
    expect(record).toMatchObject({ status: 'VALID', validTo: '2028-07-09', holderNature: null, scope: null });
    expect(codes(record)).toEqual(['COLUMNS_AMBIGUOUS', 'SCOPE_UNREADABLE']);
  });

  test('after the end: no row, since nothing holds its right end', () => {
    expect(splitRow(`${line()}|`)).toBeNull();
    expect(splitRow(`${line()}|00|20261118|x`)).toBeNull();
  });

  test('too few columns are no row', () => {
    expect(splitRow(line().slice(0, -9))).toBeNull();
  });

  test('wherever pipes fall in the texts, no person’s name is shown and the status is right', () => {
    const text = fc.array(fc.constantFrom('|', '1', '2', '甲', '乙')).map((parts) => parts.join(''));
    const status = fc.constantFrom('00', '01', '03', '47');
    fc.assert(
      fc.property(text, text, text, status, (name, address, scope, code) => {
        fc.pre(`${name}${address}${scope}`.includes('|'));
        const row = splitRow(line({ name, address, scope, status: code }));
        const record = mapRow(row!);
        expect(JSON.stringify(record)).not.toContain('王建明');
        expect(record.status === 'VALID').toBe(code === '00');
        expect(record.validTo).toBe('2028-07-09');
      }),
    );
  });
});

test('any line is mapped or refused, never thrown at', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...Object.values(COLUMNS)),
    fc.constant(''),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const row = splitRow(pieces.join('|'));
      if (row === null) return;
      const record = mapRow(row);
      if (row.status !== '00') expect(record.status).not.toBe('VALID');
    }),
    { numRuns: 500 },
  );
});
