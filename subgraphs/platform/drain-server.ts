import type { Server } from 'node:http';

/** Requests take about 1 s at most; who has not sent one whole by then does not hold up the stop. Milliseconds. */
const DRAIN_MS = 4_000;

/**
 * Readies a server for an orderly stop.
 * @returns closes it: no new connection, requests under way are answered, and a connection that was kept alive for
 * more is closed as soon as it has its answer (`server.close` alone would wait for the client to leave)
 */
export function drainable(server: Server): () => Promise<void> {
  let isClosing = false;
  server.prependListener('request', (_, response) => {
    if (isClosing) response.shouldKeepAlive = false;
    // After the connection has been given back, which is later than its answer's end.
    response.once('close', () => {
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () =>
    new Promise((resolve) => {
      isClosing = true;
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close(() => {
        clearTimeout(force);
        resolve();
      });
      server.closeIdleConnections();
    });
}
