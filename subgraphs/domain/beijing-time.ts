// China has one time zone and has had no summer time since 1991, so an offset is enough: `Intl` costs microseconds
// for each permit shown.
const OFFSET_MS = 8 * 3_600_000;

/** The calendar day `YYYY-MM-DD` in Asia/Shanghai at a moment after 1991. @throws RangeError for an invalid Date */
export function beijingDate(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** RFC 3339 to the second in Beijing time, e.g. `2026-02-13T09:00:00+08:00`. @throws RangeError for an invalid Date */
export function beijingTimestamp(at: Date): string {
  return `${new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}
