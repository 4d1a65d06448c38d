/** No field of a permit is longer; more is somebody's mistake or attack. */
export const MOST_CHARACTERS = 2_000;

/** NUL breaks PostgreSQL text, line breaks forge log lines, direction marks make a name read as another. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');

/**
 * A text field as the department means it: trimmed (the padding of fixed columns and full-width spaces too), without
 * characters that nobody sees, well-formed. A number is its digits.
 * @returns null where there is no text, undefined where the value is no text at all or more than 2,000 characters
 */
export function readText(raw: unknown): string | null | undefined {
  if (raw === null || raw === undefined || raw === '') return null;
  if (typeof raw !== 'string') return typeof raw === 'number' ? String(raw) : undefined;
  if (raw.length > MOST_CHARACTERS) return undefined;
  let text = INVISIBLE.test(raw) ? raw.replace(INVISIBLES, '') : raw;
  if (!text.isWellFormed()) text = text.toWellFormed();
  text = text.trim();
  return text === '' ? null : text;
}
