const MOST_CHARACTERS = 500;
const MOST_CAUSES = 3;
/** A statement with its values, as database drivers put it before what went wrong. */
const STATEMENT = /^\s*(?:insert|update|delete|select|with|merge|call)\b[\s\S]*? - (?=\S)/i;

export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** Where it happened, without the message. */
  stack?: string;
  cause?: LoggedError;
}

/**
 * What of an error goes into the log: type, code, message, place and cause. Nothing else that hangs on it: database errors
 * bring the row along (`detail`), HTTP errors the request.
 */
export function loggedError(error: unknown, causes = MOST_CAUSES): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: shortened(String(error)) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    type: name,
    message: shortened(message.replace(STATEMENT, '')),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(stack === undefined ? {} : { stack: placesOf(stack) }),
    ...(cause === undefined || causes === 0 ? {} : { cause: loggedError(cause, causes - 1) }),
  };
}

function placesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
}
