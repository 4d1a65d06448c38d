import type { ServerResponse } from 'node:http';

/** Aborted when the client closes its connection before it has the whole answer. */
export function clientGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
