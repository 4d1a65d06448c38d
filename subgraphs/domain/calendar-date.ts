const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the day exists in the Gregorian calendar (leap days included). `month` and `day` count from 1. */
export function calendarDateExists(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}

/**
 * Days since 1970-01-01, for arithmetic on dates without a time zone.
 * @throws RangeError where the text is not an existing `YYYY-MM-DD`
 */
export function epochDay(date: string): number {
  const [, year, month, day] = ISO_DATE.exec(date) ?? [];
  if (!calendarDateExists(Number(year), Number(month), Number(day))) {
    throw new RangeError(`Not a date: "${date}". Give an existing day as YYYY-MM-DD.`);
  }
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The inverse of `epochDay`. */
export function dateOfEpochDay(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}
