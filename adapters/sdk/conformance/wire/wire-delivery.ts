import type { Socket } from 'node:net';

/** How bytes of an answer reach the caller. */
export interface Delivery {
  bytes: Buffer;
  /** Milliseconds between two single bytes; absent: all at once. */
  dripMs?: number;
  /** What follows the last byte. Default: the connection stays open for the next call. */
  then?: 'keep' | 'stall' | 'reset' | 'end';
}

/** Writes an answer in the given manner. @returns once nothing more will come */
export async function deliver(socket: Socket, { bytes, dripMs, then = 'keep' }: Delivery): Promise<void> {
  if (dripMs !== undefined) await drip(socket, bytes, dripMs);
  else if (bytes.length > 0 && !socket.destroyed)
    await new Promise((flushed) => socket.write(bytes, flushed));
  switch (then) {
    case 'reset':
      socket.resetAndDestroy();
      return;
    case 'end':
      socket.end();
      return;
    case 'stall':
      if (!socket.destroyed) await new Promise((closed) => socket.once('close', closed));
      return;
    case 'keep':
      return;
  }
}

function drip(socket: Socket, bytes: Buffer, everyMs: number): Promise<void> {
  return new Promise((over) => {
    let at = 0;
    const timer = setInterval(() => {
      if (at === bytes.length || socket.destroyed) {
        clearInterval(timer);
        over();
      } else {
        socket.write(bytes.subarray(at, (at += 1)));
      }
    }, everyMs);
  });
}
