import { DepartmentFault, UnknownCursor } from '../../contract.ts';
import { headerOf } from '../../mapping/answer-header.ts';
import type { RowPage } from '../../mapping/attribute-rows.ts';
import { describeStatus, refuseStatus } from '../../mapping/http-refusal.ts';
import { forLog } from '../../mapping/log-text.ts';
import type { HttpAnswer } from '../../wire/http-client.ts';

type Body = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Rows of an answer and how many there are in all. @throws DepartmentFault */
export function readAnswer(answer: HttpAnswer): RowPage {
  const { permits, total } = readBody(answer);
  if (!Array.isArray(permits)) throw new DepartmentFault('BAD_DATA', 'the answer has no list of permits');
  if (!Number.isSafeInteger(total)) throw new DepartmentFault('BAD_DATA', 'the answer has no total');
  return { rows: permits, total: total as number };
}

export interface RowChanges {
  rows: readonly unknown[];
  cursor: string;
  more: boolean;
}

/** One step of the changes. @throws DepartmentFault, or UnknownCursor */
export function readChanges(answer: HttpAnswer): RowChanges {
  if (answer.status === 400 && answer.body.includes('BAD_CURSOR'))
    throw new UnknownCursor('not a cursor of theirs');
  const { permits, cursor, more } = readBody(answer);
  if (!Array.isArray(permits) || typeof cursor !== 'string' || typeof more !== 'boolean') {
    throw new DepartmentFault('BAD_DATA', 'the changes have no permits, cursor or more');
  }
  return { rows: permits, cursor, more };
}

/** "No such permit" may be said by a healthy system only: whatever is not its own JSON is a fault. */
function readBody(answer: HttpAnswer): Body {
  if (answer.status === 503 && answer.body.includes('MAINTENANCE')) {
    throw new DepartmentFault('MAINTENANCE', describeStatus(answer));
  }
  if (answer.status !== 200) {
    refuseStatus(answer, describeStatus(answer));
    throw new DepartmentFault('REJECTED', describeStatus(answer));
  }
  const contentType = headerOf(answer, 'content-type');
  if (!contentType.includes('json')) {
    throw new DepartmentFault(
      'BAD_DATA',
      `content type is ${forLog(contentType) || 'absent'}, expected JSON`,
    );
  }
  let body: unknown;
  try {
    body = JSON.parse(utf8.decode(answer.body));
  } catch {
    // The parser's message would quote the body.
    throw new DepartmentFault('BAD_DATA', `not UTF-8 JSON, or cut short after ${answer.body.length} bytes`);
  }
  if (typeof body !== 'object' || body === null)
    throw new DepartmentFault('BAD_DATA', 'the answer is no object');
  return body as Body;
}
