import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beijingDate, beijingTimestamp } from '../../../subgraphs/domain/beijing-time.ts';
import { effectiveStatus } from '../../../subgraphs/domain/effective-status.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';

const lastSecond = new Date('2026-03-31T23:59:59.999+08:00');
const midnight = new Date('2026-04-01T00:00:00+08:00');

describe('the status at a moment', () => {
  test('a permit is valid through the whole of its last day in Beijing and expired from midnight on', () => {
    expect(effectiveStatus('VALID', '2026-03-31', lastSecond)).toBe('VALID');
    expect(effectiveStatus('VALID', '2026-03-31', midnight)).toBe('EXPIRED');
  });

  test('the time zone of the machine and the date in UTC play no part', () => {
    expect(effectiveStatus('VALID', '2026-03-31', new Date('2026-03-31T15:59:59Z'))).toBe('VALID');
    expect(effectiveStatus('VALID', '2026-03-31', new Date('2026-03-31T16:00:00Z'))).toBe('EXPIRED');
  });

  test('an open-ended permit never expires', () => {
    expect(effectiveStatus('VALID', null, new Date('2999-01-01T00:00:00Z'))).toBe('VALID');
  });

  test.each(PERMIT_STATUSES.filter((status) => status !== 'VALID'))(
    '%s stays past its end date',
    (status) => {
      expect(effectiveStatus(status, '2001-01-01', midnight)).toBe(status);
    },
  );

  test('once expired, a permit stays expired at every later moment', () => {
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, moments, moments, (end, one, other) => {
        const validTo = beijingDate(end);
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const before = effectiveStatus('VALID', validTo, earlier);
        return before === 'VALID' || effectiveStatus('VALID', validTo, later) === 'EXPIRED';
      }),
    );
  });
});

describe('Beijing time', () => {
  test('agrees with the time zone database', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const moments = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moments, (at) => beijingDate(at) === format.format(at)));
  });

  test('a timestamp names the same moment, to the second', () => {
    expect(beijingTimestamp(new Date('2026-02-13T01:00:00.500Z'))).toBe('2026-02-13T09:00:00+08:00');
  });

  test('an invalid Date is refused instead of becoming a date', () => {
    expect(() => beijingDate(new Date(Number.NaN))).toThrow(RangeError);
  });
});
