import { MOST_CHARACTERS, readText as readPlainText } from '../sdk/mapping/department-text.ts';

const gbk = new TextDecoder('gb18030', { fatal: true });

/** A text field as the department means it (see the SDK's `readText`), the old version's encoding undone. */
export function readText(raw: unknown): string | null | undefined {
  return readPlainText(decoded(raw));
}

/** A value of a row with the old version's GBK percent-encoding undone. What is no such text stays as it is. */
export function decoded(raw: unknown): unknown {
  // Nothing longer is text of a licence, and need not be decoded to be refused.
  return typeof raw === 'string' && raw.includes('%') && raw.length <= MOST_CHARACTERS
    ? decodeGbkPercent(raw)
    : raw;
}

/**
 * `%C9%CF%BA%A3` → 上海, as the vendor's old version (URL-encoding with GBK) writes it; text that only holds a
 * percent sign (`100%果汁`) stays as it is.
 */
export function decodeGbkPercent(text: string): string {
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  let holdsGbk = false;
  for (let at = 0; at < text.length; at += 1) {
    let code = text.charCodeAt(at);
    if (code > 0x7e) return text;
    if (code === 0x25) {
      const high = hexValue(text.charCodeAt(at + 1));
      const low = hexValue(text.charCodeAt(at + 2));
      if (high < 0 || low < 0) return text;
      code = high * 16 + low;
      holdsGbk ||= code > 0x7f;
      at += 2;
    } else if (code === 0x2b) {
      code = 0x20;
    }
    bytes[length++] = code;
  }
  if (!holdsGbk) return text;
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
