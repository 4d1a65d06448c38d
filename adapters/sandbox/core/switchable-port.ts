import type { AddressInfo, Server } from 'node:net';

export interface SwitchablePortOptions {
  /** 0 for any free port; from then on it stays the same. */
  port: number;
  /** Breaks every open connection off. */
  resetConnections(): void;
}

/** A port on loopback that a department system opens and closes, as its faults and settings demand. */
export interface SwitchablePort {
  readonly port: number;
  /** Does nothing where it is open. @throws Error where another process has the port */
  open(): Promise<void>;
  /** Refuses connections from now on, and breaks off those that there are. */
  refuse(): Promise<void>;
}

export function switchablePort(server: Server, options: SwitchablePortOptions): SwitchablePort {
  let { port } = options;
  return {
    get port() {
      return port;
    },
    async open() {
      if (server.listening) return;
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      port = (server.address() as AddressInfo).port;
    },
    async refuse() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      options.resetConnections();
      await closed;
    },
  };
}
