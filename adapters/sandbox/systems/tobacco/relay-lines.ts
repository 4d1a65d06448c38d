import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { CERTIFICATE_COLUMNS, compactTime, type CertificateRow } from './certificate-row.ts';

/** One `Q` line; one of the two is empty. */
export interface Question {
  number: string;
  uscc: string;
}

const FRAME = /^H\|YCZM\|QUERY\|\d{14}\|(\d{6})\|GB18030\r\n([^]*)T\|(\d{6})\|([0-9a-f]{64})\r\n$/;

/** The questions of a query; null where it is not built as the protocol says. */
export function parseQuery(body: Buffer): Question[] | null {
  const text = iconv.decode(body, 'gb18030');
  const [, headerCount, content, trailerCount, digest] = FRAME.exec(text) ?? [];
  if (content === undefined || headerCount !== trailerCount) return null;
  // The trailer is 75 ASCII bytes: T|, 6, |, 64, CR LF.
  if (digest !== createHash('sm3').update(body.subarray(0, -75)).digest('hex')) return null;
  const lines = content.split('\r\n').slice(0, -1);
  if (lines.length !== Number(headerCount)) return null;
  const questions: Question[] = [];
  for (const line of lines) {
    const [mark, number, uscc, ...more] = line.split('|');
    if (mark !== 'Q' || number === undefined || uscc === undefined || more.length > 0) return null;
    if (number === '' && uscc === '') return null;
    questions.push({ number, uscc });
  }
  return questions;
}

/** A result for one question; all empty for the query as a whole. */
export function resultLine(code: string, { number, uscc }: Question): string {
  return `R|${code}|${number}|${uscc}`;
}

/** A row as in the bureau's files. Nothing is escaped but a line break, which would end the row. */
export function rowLine(row: CertificateRow): string {
  return CERTIFICATE_COLUMNS.map((column) => row[column].replace(/[\r\n]+/g, ' ')).join('|');
}

/** A whole message with header and trailer. @param now milliseconds since 1970 */
export function writeMessage(kind: 'RESULT' | 'MAINT', lines: readonly string[], now: number): Buffer {
  const count = String(lines.length).padStart(6, '0');
  const header = `H|YCZM|${kind}|${compactTime(now)}|${count}|GB18030`;
  const content = iconv.encode([header, ...lines, ''].join('\r\n'), 'gb18030');
  const digest = createHash('sm3').update(content).digest('hex');
  return Buffer.concat([content, Buffer.from(`T|${count}|${digest}\r\n`, 'latin1')]);
}
