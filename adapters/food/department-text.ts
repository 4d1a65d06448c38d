const gbk = new TextDecoder('gb18030', { fatal: true });

/** No field of the licence is longer; more is somebody's mistake or attack. */
const MOST_CHARACTERS = 2_000;

/** NUL breaks PostgreSQL text, line breaks forge log lines, direction marks make a name read as another. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');

/**
 * A text field as the department means it: trimmed (full-width spaces too), the old version's GBK percent-encoding
 * undone, without characters that nobody sees.
 * @returns null where there is no text, undefined where the value is no text at all
 */
export function readText(raw: unknown): string | null | undefined {
  if (raw === null || raw === undefined || raw === '') return null;
  let text: string;
  if (typeof raw === 'string') text = raw;
  else if (typeof raw === 'number') text = String(raw);
  else return undefined;
  if (text.length > MOST_CHARACTERS) return undefined;
  if (text.includes('%')) text = decodeGbkPercent(text);
  if (INVISIBLE.test(text)) text = text.replace(INVISIBLES, '');
  if (!text.isWellFormed()) text = text.toWellFormed();
  text = text.trim();
  return text === '' ? null : text;
}

/**
 * `%C9%CF%BA%A3` → 上海, as the vendor's old version (URL-encoding with GBK) writes it; text that only holds a
 * percent sign (`100%果汁`) stays as it is.
 */
export function decodeGbkPercent(text: string): string {
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  let decoded = false;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code > 0x7e) return text;
    if (code === 0x25) {
      const high = hexValue(text.charCodeAt(at + 1));
      const low = hexValue(text.charCodeAt(at + 2));
      if (high < 0 || low < 0) return text;
      code = high * 16 + low;
      decoded ||= code > 0x7f;
      at += 2;
    } else if (code === 0x2b) {
      code = 0x20;
    }
    bytes[length++] = code;
  }
  if (!decoded) return text;
  try {
    return gbk.decode(bytes.subarray(0, length));
  } catch {
    return text;
  }
}

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
