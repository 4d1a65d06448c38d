import { beijingTimestamp } from '../../../subgraphs/domain/beijing-time.ts';

/** `YYYY-MM-DD HH:MM:SS`, in Beijing, as departments stamp their rows. Order of text is order of time. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
/** Rows are written before they can be seen: a slow transaction shows up under an older stamp. */
const OVERLAP_MS = 10 * 60_000;

/** Seconds of a department's local time; null where it is none, or no existing moment. */
export function readLocalTime(raw: unknown): string | null {
  const text = typeof raw === 'string' ? raw.slice(0, 19) : '';
  return LOCAL_TIME.test(text) && !Number.isNaN(toMoment(text).getTime()) ? text : null;
}

/** RFC 3339 of a department's local time; null where it is none. */
export function instantOf(raw: unknown): string | null {
  const text = readLocalTime(raw);
  return text === null ? null : `${text.replace(' ', 'T')}+08:00`;
}

/** A moment as departments stamp it. */
export function toLocalTime(at: Date): string {
  return beijingTimestamp(at).slice(0, 19).replace('T', ' ');
}

/**
 * From where the next sweep reads: ten minutes before the newest row, or before now where a department's clock ran
 * ahead (what it writes once its clock is right again has older stamps).
 */
export function nextSweepFrom(newest: string, now: Date): string {
  const until = Math.min(toMoment(newest).getTime(), now.getTime());
  return toLocalTime(new Date(until - OVERLAP_MS));
}

function toMoment(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}+08:00`);
}
