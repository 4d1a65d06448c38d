import type { Duplex } from 'node:stream';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import { errorBody } from './send-error.ts';
import { statusHeaders } from './status-headers.ts';

interface HttpParserError extends Error {
  code?: string;
  /** The part of the request in which the parser gave up. */
  rawPacket?: Buffer;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers what Node could not read as a request, in the shape of every other error. A token too long for any header
 * is answered like other tokens that cannot be ours.
 */
export function answerUnreadable(problem: HttpParserError, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const { error, status } = errorOf(problem);
  const body = errorBody(error);
  socket.end(
    [
      `HTTP/1.1 ${status} ${REASONS[status]}`,
      'content-type: application/json; charset=utf-8',
      'x-content-type-options: nosniff',
      'cache-control: no-store',
      ...Object.entries(statusHeaders(status)).map(([name, value]) => `${name}: ${value}`),
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function errorOf({ code, rawPacket }: HttpParserError) {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return /^authorization:/im.test(rawPacket?.toString('latin1') ?? '')
        ? {
            status: 401,
            error: hubError('UNAUTHENTICATED', 'The token is too long to be one of ours. Sign in again.'),
          }
        : { status: 431, error: hubError('HEADERS_TOO_LARGE') };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        error: hubError('BAD_REQUEST', 'The request took too long to arrive. Send it again.'),
      };
    default:
      return { status: 400, error: hubError('BAD_REQUEST', 'This is no HTTP request. Send HTTP/1.1.') };
  }
}
