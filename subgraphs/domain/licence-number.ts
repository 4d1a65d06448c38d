const FORMAT = /^YZ-\d{6}-\d{4}-\d{6}$/;

/** Longer input is not looked at. */
const MOST_CHARACTERS = 64;

/**
 * A composite licence's number (region of the programme, year, serial: `YZ-410200-2026-000001`) in its one form:
 * full-width characters folded, upper case, outer spaces off. Null where it is no such number.
 */
export function readLicenceNumber(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const number = text.normalize('NFKC').trim().toUpperCase();
  return FORMAT.test(number) ? number : null;
}

/** @param regionCode six digits; serial counted by region and year */
export function licenceNumber(regionCode: string, year: number, serial: number): string {
  return `YZ-${regionCode}-${year}-${String(serial).padStart(6, '0')}`;
}
