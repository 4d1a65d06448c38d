import { beijingDate } from './beijing-time.ts';
import { calendarDateExists } from './calendar-date.ts';

/** `date` is null both for an open-ended date and for one that nobody can read; only the latter has a problem. */
export interface DepartmentDate {
  /** `YYYY-MM-DD` in Beijing. */
  date: string | null;
  problem: 'DATE_UNREADABLE' | null;
}

const OPEN_ENDED: DepartmentDate = Object.freeze({ date: null, problem: null });
const UNREADABLE: DepartmentDate = Object.freeze({ date: null, problem: 'DATE_UNREADABLE' });

/** What departments write for "no end" (长期), beside a date that no permit lives to see. */
const OPEN_ENDED_WORDS: ReadonlySet<string> = new Set(['', '长期', '长期有效']);
const LAST_DAY = '9999-12-31';

const FORMS = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?<rest>.*)$/,
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?<rest>.*)$/,
  /^(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日(?<rest>.*)$/,
];
const TIME =
  /^(?:T|\s+)(?<hour>[01]?\d|2[0-4])(?<rest>:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)\s*(?<offset>Z|[+-]\d{2}:?\d{2})?$/i;
const COMPACT_TIME = /^(?:[01]\d|2[0-4])[0-5]\d[0-5]\d$/;
/** Nothing that is a date is longer; the patterns never see megabytes. */
const LONGEST = 40;

/**
 * Reads a date as departments write it: `YYYYMMDD` (or with `HHmmss`), `YYYY-MM-DD`, `YYYY/MM/DD`, `YYYY.MM.DD`,
 * `YYYY年M月D日`, each with an optional time of day, in half- or full-width digits, as text or number. A time with an
 * offset is moved to Beijing: `2028-12-31T16:00:00Z` is 2029-01-01 there. Never throws.
 *
 * Open-ended (null, no problem): null, undefined, empty, 长期, 长期有效, the last day of 9999. Everything else that is
 * no existing day since 1900 (`20250230`, `0001-01-01`, text) is null with `DATE_UNREADABLE`, never a guess.
 */
export function readDepartmentDate(raw: unknown): DepartmentDate {
  if (raw === null || raw === undefined) return OPEN_ENDED;
  if (typeof raw !== 'string' && typeof raw !== 'number') return UNREADABLE;
  const text = String(raw).slice(0, 1000).normalize('NFKC').trim();
  if (OPEN_ENDED_WORDS.has(text)) return OPEN_ENDED;
  if (text.length > LONGEST) return UNREADABLE;
  const date = read(text);
  if (date === LAST_DAY) return OPEN_ENDED;
  return date === null ? UNREADABLE : { date, problem: null };
}

function read(text: string): string | null {
  for (const form of FORMS) {
    const { year, month, day, rest } = form.exec(text)?.groups ?? {};
    if (year === undefined || month === undefined || day === undefined || rest === undefined) continue;
    if (Number(year) < 1900 || !calendarDateExists(Number(year), Number(month), Number(day))) return null;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return rest === '' || COMPACT_TIME.test(rest) || date === LAST_DAY ? date : onTheDayOf(date, rest);
  }
  return null;
}

/** The day in Beijing of a local day with a time of day; null where the text behind the day is no time. */
function onTheDayOf(date: string, time: string): string | null {
  const { hour, rest, offset } = TIME.exec(time)?.groups ?? {};
  if (hour === undefined || rest === undefined) return null;
  if (offset === undefined) return date;
  // JavaScript wants `+08:00` where ISO 8601 also allows `+0800`.
  const zone = offset.toUpperCase().replace(/^(.\d{2})(\d{2})$/, '$1:$2');
  const moment = new Date(`${date}T${hour.padStart(2, '0')}${rest}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : beijingDate(moment);
}
