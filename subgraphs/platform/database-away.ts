/** Of the system and of PostgreSQL (Appendix A): no connection, no room for one, or a server that is coming or going. */
const CODES: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '57P05'],
  // Too many connections; no memory, no disk.
  ...['53000', '53100', '53200', '53300'],
  // Longer than `statement_timeout`: the server is overloaded.
  '57014',
  // A standby, after a failover.
  '25006',
]);
/** The driver's own errors have no code. */
const MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (?:has encountered a connection error|was closed) and is not queryable)/;
const DEEPEST_CAUSE = 4;

/**
 * Whether an error says that PostgreSQL cannot be reached or cannot serve now: nothing is wrong with the question, and
 * the same one may be answered in a moment.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return false;
  const { code, message } = error as { code?: unknown; message: string };
  if (typeof code === 'string' && (CODES.has(code) || code.startsWith('08'))) return true;
  if (error instanceof AggregateError) return error.errors.some((each) => isDatabaseAway(each, depth + 1));
  return MESSAGES.test(message) || isDatabaseAway(error.cause, depth + 1);
}
