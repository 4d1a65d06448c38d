import type { IncomingMessage, ServerResponse } from 'node:http';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import { errorBody } from './send-error.ts';
import { statusHeaders } from './status-headers.ts';

const BODY = Buffer.from(errorBody(hubError('OVERLOADED')));
const headersOf = (mediaType: string) =>
  Object.entries({
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-length': String(BODY.length),
    ...statusHeaders(503),
  }).flat();
const JSON_HEADERS = headersOf('application/json');
const GRAPHQL_HEADERS = headersOf('application/graphql-response+json');
/** More is not worth reading to its end for the sake of the connection. */
const MOST_SKIPPED_BYTES = 64 * 1024;

/** Says no, as cheaply as it can be said: there is no time for more, and ten times as many may be refused as served. */
export function refuseOverload(request: IncomingMessage, response: ServerResponse): void {
  const { accept, 'content-length': length = '' } = request.headers;
  // Optional with 5xx (RFC 9110, 6.6.1).
  response.sendDate = false;
  if (!(Number(length) <= MOST_SKIPPED_BYTES)) response.shouldKeepAlive = false;
  response.writeHead(503, accept?.includes('graphql-response+json') ? GRAPHQL_HEADERS : JSON_HEADERS);
  response.end(BODY);
}
