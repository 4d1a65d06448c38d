import iconv from 'iconv-lite';
import { sm3Hex } from '../../subgraphs/domain/sm3.ts';

/** What one line of a query asks for: one certificate, or all of a holder. */
export type QueryLine = { number: string } | { uscc: string };

/** Neither a column nor a line may be broken, nor a character lost on the way (a lone surrogate is none). */
const UNWRITABLE = /[|\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const LONGEST = 64;

/** Whether a value can stand in a column. What cannot is no number of this system: `|` would ask for something else. */
export function isWritable(value: string): boolean {
  return value !== '' && value.length <= LONGEST && !UNWRITABLE.test(value) && value.isWellFormed();
}

/**
 * A query as bytes on the wire (README, "Query"). Without lines it is a probe.
 * @param now the relay's clock
 */
export function writeRelayQuery(lines: readonly QueryLine[], now: Date): Buffer {
  const count = String(lines.length).padStart(6, '0');
  let content = `H|YCZM|QUERY|${relayTime(now)}|${count}|GB18030\r\n`;
  for (const line of lines) content += 'number' in line ? `Q|${line.number}|\r\n` : `Q||${line.uscc}\r\n`;
  const bytes = iconv.encode(content, 'gb18030');
  return Buffer.concat([bytes, Buffer.from(`T|${count}|${sm3Hex(bytes)}\r\n`, 'latin1')]);
}

/** `yyyymmddhhmmss` in Beijing time. */
function relayTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
}
