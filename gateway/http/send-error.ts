import type { ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import { ERROR_CODES, isErrorCode } from '../../subgraphs/platform/error-codes.ts';
import type { AnswerMediaType } from './answer-media-type.ts';
import { statusHeaders } from './status-headers.ts';

/** An error before GraphQL begins, in GraphQL's own shape: a client parses one kind of answer only. */
export function sendError(
  response: ServerResponse,
  error: GraphQLError,
  mediaType: AnswerMediaType = 'application/json',
): void {
  const { code } = error.extensions;
  const status = isErrorCode(code) ? (ERROR_CODES[code].http ?? 400) : 500;
  const body = errorBody(error);
  response.writeHead(status, {
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
    // What is left of a refused body is not worth reading.
    ...(status === 413 ? { connection: 'close' } : {}),
    ...statusHeaders(status, error.extensions.retryAfter),
  });
  response.end(body);
}

/** @returns a GraphQL response that has only this error */
export function errorBody({ message, extensions: { code } }: GraphQLError): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
