import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import type { Sm2Verifier } from '../../../subgraphs/domain/sm2.ts';
import { DepartmentFault } from '../../sdk/contract.ts';
import { groupByResult } from '../relay-answer.ts';
import { splitRow } from '../row.ts';
import { endOfDay } from './file-name.ts';
import { RefusedFile } from './refused-file.ts';
import type { RequestFile } from './request-file.ts';
import { readSeal, readSealedFile } from './sealed-file.ts';
import type { SftpSession } from './sftp-session.ts';

export interface RequestAnswer {
  /** Milliseconds since 1970. */
  asOf: number;
  /** Of each permit that the bureau spoke of; none: no such permit (无此证). */
  rows: ReadonlyMap<number, readonly string[]>;
  /** Permits to be asked for again: the bureau was busy. */
  busy: readonly string[];
  /** For the log. */
  problems: readonly string[];
}

export interface RequestAnswerOptions {
  session: SftpSession;
  path: string;
  request: RequestFile;
  verifier: Sm2Verifier;
  now: () => number;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Reads what the bureau answered to a request file: `R` lines as the relay writes them. @throws RefusedFile */
export async function readRequestAnswer(options: RequestAnswerOptions): Promise<RequestAnswer> {
  const { session, path, request, verifier, now } = options;
  const seal = await readSeal(session, path);
  const lines: string[] = [];
  const writtenAt = await readSealedFile(session, {
    path,
    seal,
    header: request.answerHeader,
    mostBytes: MOST_BYTES,
    verifier,
    take: (line) => lines.push(line),
  });
  const [, date = ''] = /_(\d{8})_\d{6}\.txt$/.exec(request.name) ?? [];
  return { asOf: Math.min(writtenAt, endOfDay(date), now()), ...readResults(lines, request) };
}

function readResults(lines: readonly string[], { items }: RequestFile): Omit<RequestAnswer, 'asOf'> {
  const asked = new Set('numbers' in items ? items.numbers : []);
  const rows = new Map<number, readonly string[]>();
  const busy: string[] = [];
  const problems: string[] = [];
  for (const result of resultsOf(lines)) {
    const number = permitNumberKey(result.number);
    if (result.number === '') {
      // Of the whole request.
      if (result.code === '9') busy.push(...asked);
      else if (result.code !== '0') problems.push(`code ${digit(result.code)} for the whole request`);
    } else if (!asked.has(number)) problems.push('a permit that was not asked for');
    else if (result.code === '9') busy.push(number);
    else if (result.code === '1' && result.rows.length === 0) rows.set(Number(number), []);
    else if (result.code === '0' && result.rows.length > 0 && result.rows.every((row) => isOf(row, number))) {
      rows.set(Number(number), result.rows);
    } else problems.push(`code ${digit(result.code)} for a permit, or rows that do not fit`);
  }
  return { rows, busy, problems };
}

function resultsOf(lines: readonly string[]) {
  try {
    return groupByResult(lines);
  } catch (error) {
    if (error instanceof DepartmentFault) throw new RefusedFile(error.message);
    throw error;
  }
}

function isOf(line: string, number: string): boolean {
  const row = splitRow(line);
  return row !== null && permitNumberKey(row.number) === number;
}

/** Only what cannot be anything else than a code. */
function digit(code: string): string {
  return /^\d$/.test(code) ? code : '?';
}
