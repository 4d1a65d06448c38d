import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  maskCitizenId,
  maskPersonalData,
  maskPersonName,
  maskPhone,
} from '../../../subgraphs/domain/mask.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };
import { anyCitizenId } from './any-citizen-id.ts';

describe('masking one value', () => {
  test('a citizen id loses month and day of birth', () => {
    expect(maskCitizenId('11010519491231002X')).toBe(vectors.idCard.maskedFor11010519491231002X);
    expect(maskCitizenId('110105491231002')).toBe('11010549****002');
  });

  test('what is no citizen id is hidden whole', () => {
    expect(maskCitizenId('1101051949')).toBe('**********');
    expect(maskCitizenId('')).toBe('');
  });

  test.each([
    ['王建明', '王*明'],
    ['王明', '王*'],
    ['王　明', '王*'],
    ['王', '*'],
    ['', ''],
    ['欧阳建明', '欧**明'],
    ['𠮷田', '𠮷*'],
    ['葛\u{E0100}明', '葛\u{E0100}*'],
    ['王*明', '王*明'],
  ])('the name %p becomes %p', (name, masked) => {
    expect(maskPersonName(name)).toBe(masked);
  });

  test.each([
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '+86 138-****-5678'],
    ['110', '***'],
  ])('the phone number %p becomes %p', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

describe('masking within a text', () => {
  test.each([
    ['法定代表人11010519491231002X，电话13812345678。', '法定代表人1101051949****002X，电话138****5678。'],
    ['{"uscc":"11010519491231002x"}', '{"uscc":"1101051949****002x"}'],
    ['１１０１０５１９４９１２３１００２Ｘ', '１１０１０５１９４９****００２Ｘ'],
    ['110105 19491231 002X', '110105 1949**** 002X'],
    ['110105491231002', '11010549****002'],
    ['11010519491231002X13812345678', '1101051949****002X138****5678'],
    ['tel:+8613812345678', 'tel:+86138****5678'],
    ['138 1234 5678', '138 **** 5678'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['13812345678,13912345678', '138****5678,139****5678'],
  ])('%p becomes %p', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  test.each([
    ...vectors.uscc.valid.map(({ code }) => code),
    ...vectors.jy.valid,
    ...vectors.tobaccoRetail.valid,
    ...vectors.eCertId.synthetic,
    '（蒙）卫公证字〔2023〕第150302-000217号',
    '2026-11-19T08:00:00.123Z took 1795046400000 ms',
    '01936f1e-7c1a-7b3e-9c55-0123456789ab',
  ])('%s stays as it is', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  test('no citizen id survives, wherever it stands, and masking again changes nothing', () => {
    const around = fc.string({ unit: fc.constantFrom(...'号:,"{}- abcXYZ证') });
    fc.assert(
      fc.property(around, anyCitizenId, around, (before, id, after) => {
        const masked = maskPersonalData(`${before}${id}${after}`);
        expect(masked).toContain(`${id.slice(0, 10)}****${id.slice(14)}`);
        expect(maskPersonalData(masked)).toBe(masked);
      }),
    );
  });
});
