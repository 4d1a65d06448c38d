import type { AddressInfo, Server, Socket } from 'node:net';

/** A port on loopback that can be shut and opened again: refusing is what a dead system does. */
export interface LoopbackPort {
  readonly port: number;
  /** Refuses connections, and breaks off those that there are. */
  refuse(): Promise<void>;
  /** Takes connections again, on the same port. */
  accept(): Promise<void>;
}

/** Opens a server on any free port. */
export async function openLoopbackPort(server: Server): Promise<LoopbackPort> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async refuse() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async accept() {
      if (!server.listening) await listen(port);
    },
  };
}
