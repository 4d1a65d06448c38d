import { calendarDateExists } from '../../../subgraphs/domain/calendar-date.ts';

/** A file of the bureau, by its name. */
export interface ExchangeFile {
  name: string;
  /** GB/T 2260. */
  region: string;
  /** Day of its data in Beijing, `yyyymmdd`. */
  date: string;
  kind: 'FULL' | 'INC';
  /** Of the region, over both kinds. */
  sequence: number;
}

/** Nothing else is ever asked for: no path, no `..`, no device, no name of another exchange. */
const NAME = /^YC_LIC_(\d{6})_(\d{8})_(FULL|INC)_(\d{4,9})\.txt$/;

/** @returns null for a name that is none of the bureau's permit files */
export function readFileName(name: string): ExchangeFile | null {
  const [, region, date, kind, digits] = NAME.exec(name) ?? [];
  if (region === undefined || date === undefined || digits === undefined) return null;
  const sequence = Number(digits);
  // `0001` and `00001` would be two names for one place in the sequence.
  if (sequence < 1 || paddedSequence(sequence) !== digits || !isDay(date)) return null;
  return { name, region, date, kind: kind as ExchangeFile['kind'], sequence };
}

/** The first line that a file of this name must have: what is signed says the same as the name. */
export function headerOfFile({ region, kind, date, sequence }: ExchangeFile): string {
  return `H|YCZM|${region}|${kind}|${date}|${paddedSequence(sequence)}|GB18030`;
}

/** End of a day in Beijing, milliseconds since 1970. @param date `yyyymmdd` */
export function endOfDay(date: string): number {
  return Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T24:00:00+08:00`);
}

function paddedSequence(sequence: number): string {
  return String(sequence).padStart(4, '0');
}

function isDay(date: string): boolean {
  return calendarDateExists(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6)));
}
