import { sm3Hex } from '../../../subgraphs/domain/sm3.ts';
import { beijingDate } from '../../../subgraphs/domain/beijing-time.ts';

/** What one request file asks of the bureau: single permits, or a whole full file. */
export type RequestItems = { numbers: readonly string[] } | { full: true };

/** A request as it stands in /inbox, and the answer that it will get in /outbox. */
export interface RequestFile {
  name: string;
  answerName: string;
  /** First line of the answer. */
  answerHeader: string;
  region: string;
  items: RequestItems;
  content: Buffer;
}

/**
 * The name follows from content and time, so the same request sent again after a lost connection is the same file, and
 * the bureau answers it once. @param sentAt milliseconds since 1970 @param turn where another request has the name
 */
export function writeRequestFile(
  region: string,
  items: RequestItems,
  sentAt: number,
  turn: number,
): RequestFile {
  const lines = 'full' in items ? [`F|${region}`] : items.numbers.map((number) => `Q|${number}|`);
  const content = Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  const date = beijingDate(new Date(sentAt)).replaceAll('-', '');
  const digest = sm3Hex(Buffer.concat([content, Buffer.from(`\n${sentAt}\n${turn}`)]));
  const serial = String(Number.parseInt(digest.slice(0, 12), 16) % 1_000_000).padStart(6, '0');
  const rest = `${region}_${date}_${serial}.txt`;
  return {
    name: `REQ_${rest}`,
    answerName: `RSP_${rest}`,
    answerHeader: `H|YCZM|${region}|RSP|${date}|${serial}|GB18030`,
    region,
    items,
    content,
  };
}
