import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Room for ten thousand idle clients, and those who work. */
const MOST_CONNECTIONS = 12_000;
/** Of the process's file descriptors, kept for departments, database and files. */
const RESERVED_DESCRIPTORS = 500;

/**
 * Bounds the connections of a server. Beyond them the one that has been idle longest has to go, headers that do not get
 * on included: whoever holds thousands of them keeps nobody else out.
 */
export function capConnections(server: Server, most = mostConnections()): void {
  const open = new Set<Socket>();
  /** In the order in which they became idle. */
  const idle = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      idle.delete(socket);
    });
    if (open.size <= most) return;
    const [longest = socket] = idle;
    // Not counted any more, whenever its end is heard.
    open.delete(longest);
    idle.delete(longest);
    longest.destroy();
  });
  server.prependListener('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (open.has(socket)) idle.add(socket);
    });
  });
}

/** What the system allows the process, less a reserve; Node raises its own limit as far as it may. */
function mostConnections(): number {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    const descriptors = limit === undefined ? Infinity : Number(limit);
    return Math.max(100, Math.min(MOST_CONNECTIONS, descriptors - RESERVED_DESCRIPTORS));
  } catch {
    return MOST_CONNECTIONS;
  }
}
