import { sm3Hex } from '../../subgraphs/domain/sm3.ts';
import { DepartmentFault } from '../sdk/contract.ts';

/** What the relay says to one line of the query. Both keys empty: it concerns the query as a whole. */
export interface AskedResult {
  code: string;
  number: string;
  uscc: string;
  /** Lines as they stand in the bureau's files; a pipe inside text is not escaped, so not split yet. */
  rows: readonly string[];
}

export type RelayAnswer =
  | { kind: 'RESULT'; results: readonly AskedResult[] }
  /** `until` in milliseconds since 1970; null where the bureau names no time. */
  | { kind: 'MAINTENANCE'; until: number | null };

const gb18030 = new TextDecoder('gb18030', { fatal: true });
const TRAILER_START = Buffer.from('\r\nT|', 'latin1');
const TRAILER = /^T\|(\d{6})\|([0-9a-f]{64})\r\n$/;
const RELAY_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/**
 * Reads a body whose signature holds (README, "Answer"). That it decodes proves nothing: a text cut in its ASCII tail
 * decodes cleanly, so count and SM3 of the trailer must agree too.
 * @throws DepartmentFault BAD_DATA
 */
export function readRelayAnswer(body: Buffer): RelayAnswer {
  const lines = readLines(body);
  const [header = '', ...content] = lines;
  const [mark, system, kind, , count, encoding, ...more] = header.split('|');
  if (mark !== 'H' || system !== 'YCZM' || encoding !== 'GB18030' || more.length > 0) throw bad('no header');
  if (!/^\d{6}$/.test(count ?? '') || Number(count) !== content.length)
    throw bad('the header has another count');
  if (kind === 'RESULT') return { kind: 'RESULT', results: groupByResult(content) };
  if (kind === 'MAINT') return { kind: 'MAINTENANCE', until: readUntil(content[0]) };
  throw bad('a message of another kind');
}

function readLines(body: Buffer): string[] {
  // Found in the bytes: CR and LF never stand inside a character of GB18030 (a pipe does, as a second byte).
  const trailerAt = body.lastIndexOf(TRAILER_START) + 2;
  if (trailerAt < 2) throw bad('no trailer');
  const [, count, digest] = TRAILER.exec(body.toString('latin1', trailerAt)) ?? [];
  if (digest === undefined) throw bad('the trailer is cut short');
  const content = body.subarray(0, trailerAt);
  if (sm3Hex(content) !== digest) throw bad('the trailer has another SM3');
  const lines = decode(content).split('\r\n');
  lines.pop();
  if (Number(count) !== lines.length - 1) throw bad('the trailer has another count');
  return lines;
}

function decode(content: Buffer): string {
  try {
    return gb18030.decode(content);
  } catch {
    throw bad('not GB18030');
  }
}

export function groupByResult(lines: readonly string[]): AskedResult[] {
  const results: (AskedResult & { rows: string[] })[] = [];
  for (const line of lines) {
    if (line.startsWith('R|')) {
      const [, code, number, uscc, ...more] = line.split('|');
      if (code === undefined || number === undefined || uscc === undefined || more.length > 0) {
        throw bad('a result line of another shape');
      }
      results.push({ code, number, uscc, rows: [] });
    } else {
      const result = results.at(-1);
      if (result === undefined) throw bad('a row before any result');
      result.rows.push(line);
    }
  }
  return results;
}

/** `M|yyyymmddhhmmss` in Beijing time, or `M|`. */
function readUntil(line: string | undefined): number | null {
  const [, year, month, day, hour, minute, second] = RELAY_TIME.exec(line?.slice(2) ?? '') ?? [];
  if (year === undefined) return null;
  const until = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(until) ? null : until;
}

function bad(problem: string): DepartmentFault {
  return new DepartmentFault('BAD_DATA', `relay answer: ${problem}`);
}
