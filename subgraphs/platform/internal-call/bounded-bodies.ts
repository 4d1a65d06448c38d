import type { IncomingMessage } from 'node:http';

const MOST_BODY_BYTES = 4 * 1024 * 1024;
/** Of all bodies that are being read at once: before a body is whole, nobody knows whether its call is signed. */
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

/** Reads the bodies of one server within bounds; how long they may take is the server's `requestTimeout`. */
export function createBodyReader(mostBytes = MOST_BODY_BYTES, mostAtOnce = MOST_BYTES_AT_ONCE) {
  let held = 0;

  /** @returns null where there is more of it than is read */
  return async (request: IncomingMessage): Promise<Buffer | null> => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) return null;
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        held += chunk.length;
        if (size > mostBytes || held > mostAtOnce) return null;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } finally {
      held -= size;
    }
  };
}
