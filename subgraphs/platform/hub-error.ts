import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

/**
 * A client-visible error of the table. @param message what went wrong and what to do; no personal data, nothing
 * internal
 */
export function hubError(
  code: ErrorCode,
  message = `${ERROR_CODES[code].cause} ${ERROR_CODES[code].remedy}`,
  options: GraphQLErrorOptions = {},
): GraphQLError {
  const http = ERROR_CODES[code].http;
  return new GraphQLError(message, {
    ...options,
    extensions: { ...options.extensions, code, ...(http === null ? {} : { http: { status: http } }) },
  });
}
