import type { FaultReason } from '../../../../subgraphs/domain/freshness.ts';
import { DepartmentFault } from '../../contract.ts';
import { forLog } from '../../mapping/log-text.ts';
import { BrokenAnswer } from './answer-guard.ts';
import { NotReached } from './guarded-client.ts';

export interface FaultCircumstances {
  /** Whether a part of the answer had come. */
  answerHasBegun: boolean;
  /** Whether the connection had served before: the server may have dropped it long ago, unseen. */
  connectionWasKept: boolean;
}

const REASON_BY_STATE: ReadonlyMap<string, FaultReason> = new Map([
  ['57014', 'TIMEOUT'], // query_canceled: the statement timeout
  ['55P03', 'TIMEOUT'], // lock_not_available
  ['53300', 'THROTTLED'], // too_many_connections, of the server or of the account
  ['57P01', 'UNREACHABLE'], // admin_shutdown
  ['57P02', 'UNREACHABLE'], // crash_shutdown
  ['57P03', 'UNREACHABLE'], // cannot_connect_now: starting, stopping, recovering
  ['57P05', 'UNREACHABLE'], // idle_session_timeout
  ['XX001', 'BAD_DATA'], // data_corrupted
  ['XX002', 'BAD_DATA'], // index_corrupted
]);

/** The view is not what was agreed: a table, column, schema or operator is missing or of another type. */
const SCHEMA_DRIFT = new Set(['42P01', '42703', '42804', '42809', '42883', '3F000']);

const REASON_BY_CLASS: ReadonlyMap<string, FaultReason> = new Map([
  ['08', 'UNREACHABLE'], // connection exception
  ['22', 'BAD_DATA'], // data exception: a value that the server itself cannot decode
]);

const CONNECTION_LOST = new Set(['ECONNRESET', 'EPIPE']);
const SQL_STATE = /^[0-9A-Z]{5}$/;

/**
 * Why a department's database did not answer, typed. States are those of PostgreSQL's appendix A (SQLSTATE).
 * @param name of the department, for the message
 */
export function toDepartmentFault(
  error: unknown,
  name: string,
  circumstances: FaultCircumstances,
): DepartmentFault {
  if (error instanceof DepartmentFault) return error;
  const { message, code, cause } = describe(error);
  const text = forLog(message);
  if (error instanceof BrokenAnswer) return new DepartmentFault('BAD_DATA', `${name} database: ${text}`);
  if (error instanceof NotReached || cause instanceof NotReached) {
    return new DepartmentFault('UNREACHABLE', `${name} database not reached: ${text}`, { cause: error });
  }
  if (SQL_STATE.test(code) && !CONNECTION_LOST.has(code))
    return toldByServer(code, text, name, circumstances);
  if (/timeout/i.test(message)) {
    return new DepartmentFault('TIMEOUT', `${name} database: ${text}`, { cause: error });
  }
  if (message.startsWith('SASL') || code.startsWith('ERR_TLS') || /SSL|certificate/i.test(message)) {
    return new DepartmentFault('REJECTED', `${name} database, signing in: ${text}`, { cause: error });
  }
  if (message.startsWith('Received unexpected')) {
    return new DepartmentFault('BAD_DATA', `${name} database: ${text}`, { cause: error });
  }
  if (circumstances.answerHasBegun) {
    return new DepartmentFault('BAD_DATA', `${name} database, in the middle of an answer: ${text}`, {
      cause: error,
    });
  }
  return new DepartmentFault('UNREACHABLE', `${name} database connection lost: ${text}`, {
    resendable: circumstances.connectionWasKept,
    cause: error,
  });
}

function toldByServer(
  state: string,
  text: string,
  name: string,
  { connectionWasKept }: FaultCircumstances,
): DepartmentFault {
  if (SCHEMA_DRIFT.has(state)) {
    return new DepartmentFault('BAD_DATA', `SCHEMA_DRIFT: ${name} view, ${state}: ${text}`);
  }
  const reason = REASON_BY_STATE.get(state) ?? REASON_BY_CLASS.get(state.slice(0, 2)) ?? 'REJECTED';
  // A kept connection that the server closed while our statement was on its way: it never ran.
  const resendable = connectionWasKept && (state === '57P01' || state === '57P05');
  return new DepartmentFault(reason, `${name} database, ${state}: ${text}`, { resendable });
}

function describe(error: unknown): { message: string; code: string; cause: unknown } {
  if (!(error instanceof Error)) return { message: String(error), code: '', cause: undefined };
  const { code } = error as { code?: unknown };
  return { message: error.message, code: typeof code === 'string' ? code : '', cause: error.cause };
}
