import {
  createWorkingCalendar,
  type HolidayNotice,
  type RegionalHolidays,
  type WorkingCalendar,
} from '../working-days.ts';
import notice2026 from './2026.json' with { type: 'json' };

/** The State Council's yearly notices, each entered from its text and reviewed. Add the next one here. */
export const HOLIDAY_NOTICES: readonly HolidayNotice[] = [notice2026];

/**
 * Holidays of one region beside the national ones, e.g. 开斋节 and 古尔邦节 in 宁夏 (640000), 三月三 in 广西 (450000).
 * Empty until a region's own notice has been entered: their dates are proclaimed each year, not computed.
 */
export const REGIONAL_HOLIDAYS: readonly RegionalHolidays[] = [];

/** The calendar of a region (GB/T 2260) by all that has been published and entered. */
export function publishedCalendar(region: string): WorkingCalendar {
  return createWorkingCalendar({ region, notices: HOLIDAY_NOTICES, regionalHolidays: REGIONAL_HOLIDAYS });
}
