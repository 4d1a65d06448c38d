import { dateOfEpochDay, epochDay } from '../../../subgraphs/domain/calendar-date.ts';

/** Days of a permit, `YYYY-MM-DD`; `validTo` (inclusive) is null where open-ended. */
export interface Term {
  validFrom: string;
  validTo: string | null;
}

/** The day `days` later, or earlier where negative. @throws RangeError where `day` is no existing `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  return dateOfEpochDay(epochDay(day) + days);
}

/** A term of whole years from its first day: it ends the day before the anniversary. */
export function termFrom(validFrom: string, years: number): Term {
  return { validFrom, validTo: addDays(anniversary(validFrom, years), -1) };
}

/** A term of whole years that ends on a given day. */
export function termUntil(validTo: string, years: number): Term {
  return { validFrom: anniversary(addDays(validTo, 1), -years), validTo };
}

/** 29 February becomes 1 March where the year has none. */
function anniversary(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}
