/** No column of the view is longer; more is somebody's mistake or attack. */
const MOST_CHARACTERS = 2_000;

/** NUL breaks PostgreSQL text, line breaks forge log lines, direction marks make a name read as another. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');

/**
 * A column as the department means it: without the padding of CHAR and without full-width spaces around, without
 * characters that nobody sees.
 * @returns null where there is no text, undefined where the value is no text at all
 */
export function readText(raw: unknown): string | null | undefined {
  if (raw === null || raw === undefined || raw === '') return null;
  let text: string;
  if (typeof raw === 'string') text = raw;
  else if (typeof raw === 'number') text = String(raw);
  else return undefined;
  if (text.length > MOST_CHARACTERS) return undefined;
  if (INVISIBLE.test(text)) text = text.replace(INVISIBLES, '');
  if (!text.isWellFormed()) text = text.toWellFormed();
  text = text.trim();
  return text === '' ? null : text;
}
