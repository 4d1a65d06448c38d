import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { haveSameTerm, newestRow } from '../../../../adapters/culture/newest-row.ts';
import { SOUND_ROW } from './sound-row.ts';

const row = (fields: Record<string, unknown>) => ({ ...SOUND_ROW, ...fields });

describe('the version in force', () => {
  test('is the renewed one, although the old row has the higher serial number', () => {
    const renewed = row({ xh: '10231' });
    const old = row({ xh: '10232', fzrq: '20230601', yxqz: '20250531', zt: 'E' });
    expect(newestRow([renewed, old])).toBe(renewed);
    expect(newestRow([old, renewed])).toBe(renewed);
  });

  test('goes by end date, then date of issue, then serial number as a number', () => {
    const late = row({ yxqz: '20280531', fzrq: '20200101', xh: '1' });
    const early = row({ yxqz: '20270531', fzrq: '20250601', xh: '2' });
    expect(newestRow([early, late])).toBe(late);
    const issuedLater = row({ fzrq: '20250701', xh: '1' });
    expect(newestRow([row({ xh: '2' }), issuedLater])).toBe(issuedLater);
    const tenth = row({ xh: '10' });
    expect(newestRow([row({ xh: '9' }), tenth])).toBe(tenth);
  });

  test.each([['99991231'], [''], ['        ']])('is the open-ended one (%p)', (yxqz) => {
    const open = row({ yxqz, xh: '1', fzrq: '20200101' });
    expect(newestRow([open, row({ yxqz: '20990531', xh: '2' })])).toBe(open);
  });

  test('never goes by gxsj', () => {
    const renewed = row({ gxsj: '2020-01-01 00:00:00' });
    const old = row({ yxqz: '20250531', fzrq: '20230601', gxsj: '2026-11-18 23:10:05' });
    expect(newestRow([old, renewed])).toBe(renewed);
  });

  test.each([['20270230'], [null], ['详见副本']])(
    'with the end date %p does not fall behind the version before it',
    (yxqz) => {
      const revoked = row({ yxqz, zt: 'D' });
      const before = row({ fzrq: '20230601', yxqz: '20250531' });
      expect(newestRow([before, revoked])).toBe(revoked);
    },
  );

  test('is the same in whatever order the rows come', () => {
    const date = fc.constantFrom('20250531', '20270531', '99991231', '', null, '20250230', '20230601', 7);
    const rows = fc.uniqueArray(fc.record({ fzrq: date, yxqz: date, xh: fc.integer().map(String) }), {
      selector: ({ xh }) => xh,
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        rows.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([some, shuffled]) => {
          expect(newestRow(shuffled)).toBe(newestRow(some));
        },
      ),
    );
  });

  test('is none of none', () => {
    expect(newestRow([])).toBeUndefined();
  });
});

test('two rows have the same term however the dates are written', () => {
  expect(haveSameTerm(row({ yxqz: '99991231' }), row({ yxqz: '' }))).toBe(true);
  expect(haveSameTerm(row({}), row({ yxqz: '20280531' }))).toBe(false);
});
