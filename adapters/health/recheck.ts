import { calendarDateExists } from '../../subgraphs/domain/calendar-date.ts';

/** 复核 is due every two years (公共场所卫生管理条例实施细则). */
const INTERVAL_YEARS = 2;
const LAST_YEAR = 9999;

/**
 * The day by which the permit must be checked again: two years after the last check. A check on 29 February falls due
 * on the 28th, as a term without its day ends on the month's last (民法典 art. 202).
 * @param lastCheck `YYYY-MM-DD`
 * @returns null where the day lies beyond the calendar
 */
export function recheckDue(lastCheck: string): string | null {
  const year = Number(lastCheck.slice(0, 4)) + INTERVAL_YEARS;
  if (year > LAST_YEAR) return null;
  const month = lastCheck.slice(5, 7);
  const day = lastCheck.slice(8, 10);
  return `${year}-${month}-${calendarDateExists(year, Number(month), Number(day)) ? day : '28'}`;
}
