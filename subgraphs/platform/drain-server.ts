import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** For a request whose first bytes are on their way. Milliseconds. */
const GRACE_MS = 100;
/** Requests take about 1 s at most; what has not been answered by then does not hold up the stop. Milliseconds. */
const DRAIN_MS = 4_000;

/**
 * Readies a server for an orderly stop.
 * @returns closes it: no new connection, requests under way are answered, and every other connection is closed.
 * `server.close` alone would wait for clients that keep theirs for more, and for those (browsers do it) that have
 * opened one ahead of need
 */
export function drainable(server: Server): () => Promise<void> {
  /** Requests under way on each connection. */
  const connections = new Map<Socket, number>();
  let isClosing = false;

  server.on('connection', (socket: Socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    connections.set(socket, (connections.get(socket) ?? 0) + 1);
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      const left = (connections.get(socket) ?? 1) - 1;
      if (connections.has(socket)) connections.set(socket, left);
      // Once all is sent.
      if (isClosing && left === 0) socket.destroySoon();
    });
  });

  return () =>
    new Promise((resolve) => {
      isClosing = true;
      const grace = setTimeout(() => {
        for (const [socket, requests] of connections) if (requests === 0) socket.destroy();
      }, GRACE_MS);
      const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close(() => {
        clearTimeout(grace);
        clearTimeout(force);
        resolve();
      });
    });
}
