import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { hubError } from '../../subgraphs/platform/hub-error.ts';

/** Most bytes of a request body, as sent and as unpacked. */
export const MOST_BODY_BYTES = 256 * 1024;
/**
 * A larger body is read on to its end and thrown away, since a client that is cut off while it sends sees a broken
 * connection in place of the answer; beyond this it is cut off.
 */
const MOST_DRAINED_BYTES = 64 * 1024 * 1024;

/** The body of a GraphQL request, as sent. @throws GraphQLError BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, CLIENT_CLOSED */
export function readBody(request: IncomingMessage, mostBytes = MOST_BODY_BYTES): Promise<Buffer> {
  const type = mediaType(request.headers['content-type']);
  if (type.essence !== 'application/json' || (type.charset !== null && type.charset !== 'utf-8')) {
    request.resume();
    throw hubError('UNSUPPORTED_MEDIA_TYPE', 'Send the request as content-type: application/json, in UTF-8.');
  }
  return readBytes(request, mostBytes);
}

/** What it says. @throws GraphQLError BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST */
export async function parseBody(
  packed: Buffer,
  headers: IncomingHttpHeaders,
  mostBytes = MOST_BODY_BYTES,
): Promise<unknown> {
  const bytes = await unpack(packed, headers['content-encoding'], mostBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw hubError('BAD_REQUEST', 'The body is not JSON. Send {"query": "…", "variables": {…}}.');
  }
}

/** @throws GraphQLError BODY_TOO_LARGE */
export function readBytes(request: IncomingMessage, mostBytes = MOST_BODY_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > MOST_DRAINED_BYTES)
      return reject(tooLarge(mostBytes));
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks = [];
      if (size > MOST_DRAINED_BYTES) reject(tooLarge(mostBytes));
    });
    request.on('end', () =>
      size > mostBytes ? reject(tooLarge(mostBytes)) : resolve(Buffer.concat(chunks)),
    );
    request.on('error', () => reject(hubError('CLIENT_CLOSED')));
    request.on('close', () => reject(hubError('CLIENT_CLOSED')));
  });
}

/** Unpacking stops at the limit, so a small bomb never becomes a large one. */
function unpack(packed: Buffer, encoding: string | undefined, mostBytes: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity') return Promise.resolve(packed);
  if (name !== 'gzip') {
    throw hubError('UNSUPPORTED_MEDIA_TYPE', 'Send the body plain or with content-encoding: gzip.');
  }
  return new Promise((resolve, reject) => {
    gunzip(packed, { maxOutputLength: mostBytes }, (error, bytes) => {
      if (!error) resolve(bytes);
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') reject(tooLarge(mostBytes));
      else reject(hubError('BAD_REQUEST', 'The body is not gzip. Send it as its content-encoding says.'));
    });
  });
}

function tooLarge(mostBytes: number) {
  return hubError('BODY_TOO_LARGE', `A request body may have ${mostBytes / 1024} KiB. Send less.`);
}

function mediaType(header: string | undefined): { essence: string; charset: string | null } {
  const [essence = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return { essence, charset: charset ? charset.slice('charset='.length).replaceAll('"', '') : null };
}
