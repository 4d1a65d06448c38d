import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { ERROR_CODES, isErrorCode } from '../../subgraphs/platform/error-codes.ts';

/** An error before GraphQL begins, in GraphQL's own shape: a client parses one kind of answer only. */
export function sendError(
  response: ServerResponse,
  error: GraphQLError,
  headers: Record<string, string> = {},
): void {
  const { code } = error.extensions;
  const status = isErrorCode(code) ? (ERROR_CODES[code].http ?? 400) : 500;
  const body = JSON.stringify({ errors: [{ message: error.message, extensions: { code } }] });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    // What is left of a refused body is not worth reading.
    ...(status === 413 ? { connection: 'close' } : {}),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...headers,
  });
  response.end(body);
}
