import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';

/**
 * A file of the exchange, as bytes: header, rows, trailer with count and SM3 of what is before it; GB18030, CRLF.
 * @param header without line end
 */
export function writeFileText(header: string, lines: readonly string[]): Buffer {
  const content = iconv.encode([header, ...lines, ''].join('\r\n'), 'gb18030');
  const count = String(lines.length).padStart(6, '0');
  return Buffer.concat([content, Buffer.from(`T|${count}|${sm3(content)}\r\n`, 'latin1')]);
}

/** What stands in `NAME.ok`. */
export function okText(content: Buffer): Buffer {
  return Buffer.from(`${content.length} ${sm3(content)}\n`, 'latin1');
}

function sm3(bytes: Buffer): string {
  return createHash('sm3').update(bytes).digest('hex');
}
