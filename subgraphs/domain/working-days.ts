import { beijingDate, beijingTimestamp } from './beijing-time.ts';
import { dateOfEpochDay, epochDay } from './calendar-date.ts';
import { regionPrefix } from './region.ts';

export interface DaySpan {
  /** `YYYY-MM-DD`, both ends inclusive. */
  from: string;
  to: string;
}

/** The State Council's yearly notice (节假日安排的通知): data, not formula. */
export interface HolidayNotice {
  year: number;
  /** Title and date of the notice. */
  source: string;
  /** Days off; may begin in the December before. */
  off: readonly (DaySpan & { name: string })[];
  /** Weekend days turned into working days (调休). */
  working: readonly string[];
}

/** Days off in one region only. */
export interface RegionalHolidays {
  /** GB/T 2260; covers the region and all below it. */
  region: string;
  source: string;
  off: readonly (DaySpan & { name: string })[];
}

export interface WorkingCalendar {
  region: string;
  /** Years with a notice; in any other, weekends are the best guess. */
  publishedYears: ReadonlySet<number>;
  off: ReadonlySet<string>;
  working: ReadonlySet<string>;
}

export interface DueDate {
  /** `YYYY-MM-DD`; due at its end. */
  due: string;
  /** Whether a year without a notice was counted through: compute again when the notice is there. */
  provisional: boolean;
}

/**
 * The calendar of one region.
 * @throws RangeError for a date that does not exist or a span that runs backwards
 */
export function createWorkingCalendar(given: {
  region: string;
  notices: readonly HolidayNotice[];
  regionalHolidays: readonly RegionalHolidays[];
}): WorkingCalendar {
  const regional = given.regionalHolidays.filter(({ region }) =>
    given.region.startsWith(regionPrefix(region)),
  );
  const off = [...given.notices, ...regional].flatMap((each) => each.off).flatMap(daysOf);
  const working = given.notices.flatMap((notice) => notice.working);
  working.forEach(epochDay);
  return {
    region: given.region,
    publishedYears: new Set(given.notices.map(({ year }) => year)),
    off: new Set(off),
    working: new Set(working),
  };
}

/** @throws RangeError where `date` is not an existing `YYYY-MM-DD` */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  const day = epochDay(date);
  if (calendar.off.has(date)) return false;
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return calendar.working.has(date) || (weekday !== 0 && weekday !== 6);
}

/**
 * The end of a time limit of `n` working days (行政许可法 art. 82). The day of the event, `from`, is not counted; 0 is
 * the day itself. Working days within `pauses` (correction, hearing: art. 45) are not counted either.
 *
 * @throws RangeError where `n` is not a whole number from 0 to 10 000, or a date does not exist
 */
export function addWorkingDays(
  from: string,
  n: number,
  calendar: WorkingCalendar,
  pauses: readonly DaySpan[] = [],
): DueDate {
  if (!Number.isInteger(n) || n < 0 || n > 10_000) {
    throw new RangeError(`A time limit of ${n} working days; give a whole number from 0 to 10000.`);
  }
  const paused = new Set(pauses.flatMap(daysOf));
  let day = epochDay(from);
  let due = from;
  let provisional = false;
  for (let left = n; left > 0;) {
    due = dateOfEpochDay((day += 1));
    provisional ||= !isPublished(due, calendar);
    if (!paused.has(due) && isWorkingDay(due, calendar)) left -= 1;
  }
  return { due, provisional };
}

/** Working days after `from` up to and including `to`; 0 where `to` is not later. */
export function countWorkingDays(from: string, to: string, calendar: WorkingCalendar): number {
  const last = epochDay(to);
  let count = 0;
  for (let day = epochDay(from) + 1; day <= last; day += 1) {
    if (isWorkingDay(dateOfEpochDay(day), calendar)) count += 1;
  }
  return count;
}

/**
 * The day on which something counts as received: the Beijing day itself where that is a working day and `closing`
 * (`HH:MM`) has not passed, else the next working day.
 */
export function dayOfReceipt(at: Date, closing: string, calendar: WorkingCalendar): string {
  const date = beijingDate(at);
  const open = beijingTimestamp(at).slice(11, 16) < closing;
  return open && isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar).due;
}

function isPublished(date: string, calendar: WorkingCalendar): boolean {
  return calendar.publishedYears.has(Number(date.slice(0, 4)));
}

function daysOf({ from, to }: DaySpan): string[] {
  const first = epochDay(from);
  const length = epochDay(to) - first + 1;
  if (length < 1) throw new RangeError(`The span from ${from} to ${to} runs backwards.`);
  return Array.from({ length }, (_, index) => dateOfEpochDay(first + index));
}
