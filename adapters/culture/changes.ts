import type { Logger } from '../../subgraphs/platform/logger.ts';
import {
  DepartmentFault,
  UnknownCursor,
  type CallContext,
  type ChangesPage,
  type Notice,
} from '../sdk/contract.ts';
import { changesOfRows } from '../sdk/mapping/changes-of-rows.ts';
import { instantOf, nextSweepFrom, readLocalTime } from '../sdk/mapping/local-time.ts';
import { inTurn } from '../sdk/wire/in-turn.ts';
import { CULTURE_ROWS } from './attribution.ts';
import type { FrontDatabase, ViewRow } from './front-database.ts';
import { PERMIT_COLUMNS } from './permit-view.ts';

/** Where a sweep stands: behind the row with this stamp and serial number, and behind this message. */
interface Position {
  gxsj: string;
  xh: string;
  message: string;
}

const ROWS_A_STEP = 200;
const LEAST_XH = '-9223372036854775808';
const BEGINNING: Position = { gxsj: '1970-01-01 00:00:00', xh: LEAST_XH, message: '0' };
/** A message may be put out after one with a higher number: these many are looked at again. */
const MESSAGES_AGAIN = 50;
const MOST_MESSAGES = 200;

/**
 * Every version of every number that has a row behind $1, $2 in the order of stamp and serial number (many rows share a
 * stamp): which version counts is not to be seen from the one that was touched. In the same snapshot, how many rows the
 * view has.
 */
const CHANGED = `WITH step AS (
    SELECT s.xkzbh, s.gxsj, s.xh FROM wl_qzk.v_xkz s
    WHERE s.gxsj >= $1::timestamp AND (s.gxsj, s.xh) > ($1::timestamp, $2::bigint)
    ORDER BY s.gxsj, s.xh LIMIT ${ROWS_A_STEP}
  )
  SELECT view.total, (SELECT count(*) FROM step) AS step_rows, last.gxsj AS last_gxsj, last.xh AS last_xh,
    ${PERMIT_COLUMNS}, v.gxsj
  FROM (SELECT count(*) FROM wl_qzk.v_xkz) AS view (total)
  LEFT JOIN (SELECT gxsj, xh FROM step ORDER BY gxsj DESC, xh DESC LIMIT 1) last ON true
  LEFT JOIN wl_qzk.v_xkz v ON v.xkzbh IN (SELECT xkzbh FROM step)`;

/** 变更通报 among the messages that the department puts out. */
const NOTICES = `SELECT id, bw FROM wl_qzk.t_sj_out
  WHERE bwlx = 'BGTB' AND id > $1::bigint - ${MESSAGES_AGAIN} ORDER BY id LIMIT ${MOST_MESSAGES}`;

export interface ChangeTools {
  database: FrontDatabase;
  log: Logger;
  now: Date;
}

/** One step over what changed since a cursor. @throws DepartmentFault, UnknownCursor */
export async function readChanges(
  after: string | null,
  { database, log, now }: ChangeTools,
  call: CallContext,
): Promise<ChangesPage> {
  const from = after === null ? BEGINNING : readCursor(after);
  const rowsOf = (sql: string, values: readonly string[]) =>
    inTurn(call, (signal) => database.rows(sql, values, signal));
  const rows = await rowsOf(CHANGED, [from.gxsj, from.xh]);
  const [first] = rows;
  const total = Number(first?.total);
  if (first === undefined || !Number.isSafeInteger(total)) {
    throw new DepartmentFault('BAD_DATA', 'an answer without the number of rows');
  }
  if (total === 0) {
    throw new DepartmentFault('MAINTENANCE', 'the view is empty: it is being reloaded (接口库正在重新加载)');
  }
  const { notices, last: message } = readNotices(await messages(), from.message);
  const more = Number(first.step_rows) >= ROWS_A_STEP;
  const { gxsj, xh } = more ? lastOf(first) : { gxsj: endOf(first, from, now), xh: LEAST_XH };
  return {
    ...changesOfRows<ViewRow>(
      rows.filter((row) => row.xh !== null),
      CULTURE_ROWS,
      (row) => instantOf(row.gxsj),
    ),
    notices,
    cursor: `${gxsj}#${xh}#${message}`,
    more,
    total,
  };

  /** An account that may not read them has a department that tells otherwise, or not at all. */
  async function messages(): Promise<readonly ViewRow[]> {
    try {
      return await rowsOf(NOTICES, [from.message]);
    } catch (error) {
      const isRefused = error instanceof DepartmentFault && ['REJECTED', 'BAD_DATA'].includes(error.reason);
      if (!isRefused) throw error;
      log.warn({ detail: error.message }, 'culture: notices (t_sj_out) cannot be read');
      return [];
    }
  }
}

function lastOf(first: ViewRow): Pick<Position, 'gxsj' | 'xh'> {
  const gxsj = String(first.last_gxsj);
  const xh = String(first.last_xh);
  if (!STAMP.test(gxsj) || !SERIAL.test(xh)) throw new DepartmentFault('BAD_DATA', 'a page without its end');
  return { gxsj, xh };
}

/** The stamp from which the next sweep reads; the same where nothing is behind it. */
function endOf(first: ViewRow, from: Position, now: Date): string {
  const newest = readLocalTime(first.last_gxsj);
  return newest === null ? from.gxsj : nextSweepFrom(newest, now);
}

function readNotices(rows: readonly ViewRow[], after: string): { notices: Notice[]; last: string } {
  let last = BigInt(after);
  const notices = rows.flatMap(({ id, bw }): Notice[] => {
    const key = String(id);
    if (!SERIAL.test(key)) return [];
    if (BigInt(key) > last) last = BigInt(key);
    const { XKZBH: number, SJ: sentAt } = parse(bw);
    const isNumber = typeof number === 'string' && number.trim() !== '' && number.length <= 64;
    return isNumber ? [{ key, number, sentAt: instantOf(sentAt) }] : [];
  });
  return { notices, last: String(last) };
}

function parse(text: unknown): { XKZBH?: unknown; SJ?: unknown } {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** As PostgreSQL writes a timestamp. */
const STAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/;
const SERIAL = /^-?\d{1,19}$/;

function readCursor(cursor: string): Position {
  const [gxsj = '', xh = '', message = '', ...rest] = cursor.split('#');
  if (rest.length > 0 || !STAMP.test(gxsj) || !SERIAL.test(xh) || !SERIAL.test(message)) {
    throw new UnknownCursor(cursor.slice(0, 60));
  }
  return { gxsj, xh, message };
}
