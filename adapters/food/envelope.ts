import { DepartmentFault } from '../sdk/contract.ts';
import { headerOf } from '../sdk/mapping/answer-header.ts';
import type { RowPage } from '../sdk/mapping/attribute-rows.ts';
import { describeStatus, refuseStatus } from '../sdk/mapping/http-refusal.ts';
import { forLog } from '../sdk/mapping/log-text.ts';
import type { HttpAnswer } from '../sdk/wire/http-client.ts';

/** The department's own refusal, before it is known whether it can be cured (a clock that is off can). */
export interface BusinessError {
  code: string;
  message: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const NO_ROWS: RowPage = { rows: [], total: 0 };
/** After E4290, which names no time: the bucket refills 20 calls a second, so a few are there again. */
const PAUSE_AFTER_THROTTLE_MS = 200;

/**
 * Reads one HTTP answer of the department.
 * @throws DepartmentFault UNREACHABLE, THROTTLED, MAINTENANCE, REJECTED or BAD_DATA
 */
export function readEnvelope(answer: HttpAnswer): RowPage | BusinessError {
  if (answer.status !== 200) refuseStatus(answer, describeStatus(answer));
  const contentType = headerOf(answer, 'content-type').toLowerCase();
  if (contentType.includes('html')) refusePage(answer);
  if (answer.status !== 200) throw new DepartmentFault('REJECTED', describeStatus(answer));
  if (!contentType.includes('json')) {
    throw new DepartmentFault(
      'BAD_DATA',
      `content type is ${forLog(contentType) || 'absent'}, expected JSON`,
    );
  }
  const envelope = parseObject(answer.body);
  const code = envelope.code;
  if (typeof code !== 'string' && typeof code !== 'number') {
    throw new DepartmentFault('BAD_DATA', 'the answer has no code');
  }
  const word = String(code).trim();
  if (word === '0') return readData(envelope.data);
  if (word === 'E2001') return readNoData(envelope.data);
  if (word === 'E4290') {
    throw new DepartmentFault('THROTTLED', `E4290: ${forLog(envelope.msg)}`, {
      retryAfterMs: PAUSE_AFTER_THROTTLE_MS,
    });
  }
  return { code: forLog(word), message: forLog(envelope.msg) };
}

/** The department announces maintenance with an HTML page in HTTP 200; any other page is a stranger's. */
function refusePage(answer: HttpAnswer): never {
  const text = answer.body.subarray(0, 4_096).toString('utf8');
  const reason = text.includes('维护') ? 'MAINTENANCE' : 'BAD_DATA';
  throw new DepartmentFault(reason, `HTML page: ${forLog(text.replace(/<[^>]{0,200}>/g, ' '))}`);
}

function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    // The parser's message would quote the body.
    throw new DepartmentFault('BAD_DATA', `not UTF-8 JSON, or cut short after ${body.length} bytes`);
  }
  if (!isObject(value)) throw new DepartmentFault('BAD_DATA', 'the answer is no JSON object');
  return value;
}

/** `data` is `""` instead of null when empty; `rows` may be the row itself when there is one. */
function readData(data: unknown): RowPage {
  if (data === null || data === '') return NO_ROWS;
  if (!isObject(data)) throw new DepartmentFault('BAD_DATA', 'data has an unknown shape');
  const total = readTotal(data.total);
  const rows = data.rows;
  if (Array.isArray(rows)) return { rows, total };
  if (isObject(rows)) return { rows: [rows], total };
  if (rows === null || rows === '') return { rows: [], total };
  throw new DepartmentFault('BAD_DATA', 'data.rows is absent or has an unknown shape');
}

/** "No data" is an empty result; beside rows it is a contradiction that must not become "no such permit". */
function readNoData(data: unknown): RowPage {
  if (data === undefined || data === null || data === '') return NO_ROWS;
  const { rows, total } = readData(data);
  if (rows.length > 0 || (total ?? 0) > 0) {
    throw new DepartmentFault('BAD_DATA', 'E2001 (no data) beside rows');
  }
  return NO_ROWS;
}

function readTotal(raw: unknown): number | null {
  if (raw === undefined || raw === null || raw === '') return null;
  const total = typeof raw === 'string' ? Number(raw) : raw;
  if (typeof total !== 'number' || !Number.isSafeInteger(total) || total < 0) {
    throw new DepartmentFault('BAD_DATA', 'data.total is no count');
  }
  return total;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
