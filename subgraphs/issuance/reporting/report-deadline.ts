import { beijingDate } from '../../domain/beijing-time.ts';
import { effectiveStatus } from '../../domain/effective-status.ts';
import type { PermitRecord } from '../../domain/permit-record.ts';
import { publishedCalendar } from '../../domain/working-calendar/published.ts';
import { addWorkingDays, type WorkingCalendar } from '../../domain/working-days.ts';

/** Within which a department tells of a change (及时通报). */
const REPORT_WITHIN_WORKING_DAYS = 1;

const calendars = new Map<string, WorkingCalendar>();

/**
 * The end of the working day by which a change must have been told, the day it was seen not counted; until then, too,
 * a notice that came first speaks for a change that is seen later. @param region GB/T 2260
 */
export function reportDeadline(at: Date, region: string): Date {
  let calendar = calendars.get(region);
  if (!calendar) calendars.set(region, (calendar = publishedCalendar(region)));
  const { due } = addWorkingDays(beijingDate(at), REPORT_WITHIN_WORKING_DAYS, calendar);
  return new Date(Date.parse(`${due}T24:00:00+08:00`));
}

/**
 * Whether the department had to tell of the change. What only the calendar did (the term has ended, and the
 * department's system says so) is known to everybody.
 */
export function mustBeReported(before: PermitRecord, after: PermitRecord, at: Date): boolean {
  const hasRunOut = effectiveStatus(before.status, before.validTo, at) === 'EXPIRED';
  return !(hasRunOut && after.status === 'EXPIRED' && before.validTo === after.validTo);
}
