/** No element of a row is longer; more is somebody's mistake or attack. */
const MOST_CHARACTERS = 2_000;

/** NUL breaks PostgreSQL text, line breaks forge log lines, direction marks make a name read as another. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');

/**
 * The text of an element as the department means it: trimmed (full-width spaces too), without characters that nobody
 * sees.
 * @returns null where there is no text, undefined where the element holds something else
 */
export function readText(raw: unknown): string | null | undefined {
  if (raw === undefined) return null;
  if (typeof raw !== 'string' || raw.length > MOST_CHARACTERS) return undefined;
  let text = INVISIBLE.test(raw) ? raw.replace(INVISIBLES, '') : raw;
  if (!text.isWellFormed()) text = text.toWellFormed();
  text = text.trim();
  return text === '' ? null : text;
}
