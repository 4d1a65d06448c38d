import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../../../subgraphs/domain/calendar-date.ts';
import { HOLIDAY_NOTICES, publishedCalendar } from '../../../subgraphs/domain/working-calendar/published.ts';
import {
  addWorkingDays,
  countWorkingDays,
  createWorkingCalendar,
  dayOfReceipt,
  isWorkingDay,
} from '../../../subgraphs/domain/working-days.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

const wuhai = publishedCalendar('150300');
const dates = fc
  .integer({ min: epochDay('2025-12-01'), max: epochDay('2027-02-28') })
  .map((day) => dateOfEpochDay(day));
const limits = fc.nat({ max: 60 });

describe('the calendar of 2026', () => {
  test('agrees with the independent list of days off and working weekends', () => {
    const off = new Set(
      vectors.workingDays2026.off.flatMap((span) => {
        const [from = '', to = ''] = span.split('..').map((day) => `2026-${day}`);
        const length = epochDay(to) - epochDay(from) + 1;
        return Array.from({ length }, (_, index) => dateOfEpochDay(epochDay(from) + index));
      }),
    );
    const working = new Set(vectors.workingDays2026.workingWeekends.map((day) => `2026-${day}`));
    for (let day = epochDay('2026-01-01'); day <= epochDay('2026-12-31'); day += 1) {
      const date = dateOfEpochDay(day);
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      expect([date, isWorkingDay(date, wuhai)]).toEqual([
        date,
        working.has(date) || !(weekend || off.has(date)),
      ]);
    }
  });

  test('every notice names its source', () => {
    for (const { year, source } of HOLIDAY_NOTICES) expect(source).toContain(`${year}年`);
  });
});

describe('a time limit in working days', () => {
  test.each([...vectors.workingDays2026.cases, { from: '2026-02-13', n: 6, due: '2026-02-28' }])(
    '$n from $from ends on $due',
    ({ from, n, due }) => {
      expect(addWorkingDays(from, n, wuhai)).toEqual({ due, provisional: false });
    },
  );

  test('0 is the day itself', () => {
    expect(addWorkingDays('2026-02-13', 0, wuhai)).toEqual({ due: '2026-02-13', provisional: false });
  });

  test('counting into a year without a notice goes by plain weekends and says so', () => {
    expect(addWorkingDays('2026-12-30', 2, wuhai)).toEqual({ due: '2027-01-01', provisional: true });
    expect(addWorkingDays('2026-12-30', 1, wuhai)).toEqual({ due: '2026-12-31', provisional: false });
  });

  test('working days within a pause are not counted', () => {
    const pause = { from: '2026-11-20', to: '2026-11-23' };
    expect(addWorkingDays('2026-11-19', 5, wuhai, [pause]).due).toBe('2026-11-30');
  });

  test('it ends on a working day, later the longer it is, and counting back gives its length', () => {
    fc.assert(
      fc.property(dates, limits, (from, n) => {
        const { due } = addWorkingDays(from, n + 1, wuhai);
        expect(isWorkingDay(due, wuhai)).toBe(true);
        expect(due > addWorkingDays(from, n, wuhai).due).toBe(true);
        expect(countWorkingDays(from, due, wuhai)).toBe(n + 1);
      }),
    );
  });

  test('it never ends earlier for an event that came later', () => {
    fc.assert(
      fc.property(dates, dates, limits, (one, other, n) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        return addWorkingDays(earlier, n, wuhai).due <= addWorkingDays(later, n, wuhai).due;
      }),
    );
  });

  test.each([-1, 1.5, Number.NaN, 1e9])('%s working days are refused', (n) => {
    expect(() => addWorkingDays('2026-02-13', n, wuhai)).toThrow(RangeError);
  });

  test('a date that does not exist is refused with its value', () => {
    expect(() => addWorkingDays('2026-02-30', 1, wuhai)).toThrow(/"2026-02-30"/);
    expect(() => addWorkingDays('20260213', 1, wuhai)).toThrow(/"20260213"/);
    expect(() => addWorkingDays('2026-02-13', 1, wuhai, [{ from: '2026-02-14', to: '2026-02-13' }])).toThrow(
      /backwards/,
    );
  });
});

describe('regional holidays', () => {
  // An invented date: the regions proclaim the real ones each year.
  const regionalHolidays = [
    {
      region: '640000',
      source: 'test',
      off: [{ name: '开斋节', from: '2026-03-19', to: '2026-03-20' }],
    },
  ];

  test('hold in the region and below it, and nowhere else', () => {
    const pingluo = createWorkingCalendar({ region: '640221', notices: HOLIDAY_NOTICES, regionalHolidays });
    const hezhou = createWorkingCalendar({ region: '451100', notices: HOLIDAY_NOTICES, regionalHolidays });
    expect(addWorkingDays('2026-03-18', 1, pingluo).due).toBe('2026-03-23');
    expect(addWorkingDays('2026-03-18', 1, hezhou).due).toBe('2026-03-19');
  });
});

describe('the day of receipt', () => {
  test.each([
    ['2026-11-19T17:29:59+08:00', '2026-11-19'],
    ['2026-11-19T17:30:00+08:00', '2026-11-20'],
    ['2026-11-20T18:00:00+08:00', '2026-11-23'],
    ['2026-11-21T10:00:00+08:00', '2026-11-23'],
    ['2026-02-14T10:00:00+08:00', '2026-02-14'],
  ])('what comes in at %s counts as received on %s', (at, day) => {
    expect(dayOfReceipt(new Date(at), '17:30', wuhai)).toBe(day);
  });
});
