import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface DrainOptions {
  /**
   * The port stays open this long at most after the stop began, milliseconds, for those who send requests here to learn
   * that they should not. Over early once nobody has asked anything for a fifth of it. Default 0.
   */
  noticeMs?: number;
  /** What has not been answered this long after the port was closed does not hold up the stop. Default 4,000 ms. */
  drainMs?: number;
}

/** For a request whose first bytes are on their way. Milliseconds. */
const GRACE_MS = 100;
/** Requests take about 1 s at most. */
const DRAIN_MS = 4_000;

/**
 * Readies a server for an orderly stop.
 * @returns stops it: from now on each answer ends its connection; after the notice no new connection is taken, requests
 * under way are answered, and every other connection is closed. `server.close` alone would wait for clients that keep
 * theirs for more, and for those (browsers do it) that have opened one ahead of need
 */
export function drainable(
  server: Server,
  { noticeMs = 0, drainMs = DRAIN_MS }: DrainOptions = {},
): () => Promise<void> {
  /** Requests under way on each connection. */
  const connections = new Map<Socket, number>();
  let isStopping = false;
  let isClosing = false;
  let lastAskedAt = 0;

  server.on('connection', (socket: Socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    lastAskedAt = performance.now();
    connections.set(socket, (connections.get(socket) ?? 0) + 1);
    if (isStopping) response.shouldKeepAlive = false;
    response.once('close', () => {
      const left = (connections.get(socket) ?? 1) - 1;
      if (connections.has(socket)) connections.set(socket, left);
      // Once all is sent.
      if (isClosing && left === 0) socket.destroySoon();
    });
  });

  function givenNotice(): Promise<void> {
    if (noticeMs === 0) return Promise.resolve();
    const begun = performance.now();
    return new Promise((resolve) => {
      const look = setInterval(() => {
        const now = performance.now();
        if (now - begun < noticeMs && now - Math.max(begun, lastAskedAt) < noticeMs / 5) return;
        clearInterval(look);
        resolve();
      }, noticeMs / 20);
    });
  }

  function closed(): Promise<void> {
    return new Promise((resolve) => {
      isClosing = true;
      const grace = setTimeout(() => {
        for (const [socket, requests] of connections) if (requests === 0) socket.destroy();
      }, GRACE_MS);
      const force = setTimeout(() => server.closeAllConnections(), drainMs);
      server.close(() => {
        clearTimeout(grace);
        clearTimeout(force);
        resolve();
      });
    });
  }

  return async () => {
    isStopping = true;
    await givenNotice();
    await closed();
  };
}
