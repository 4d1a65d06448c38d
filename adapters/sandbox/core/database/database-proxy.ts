import { createServer, type NetConnectOpts } from 'node:net';
import type { Fault } from '../system.ts';
import { switchablePort } from '../switchable-port.ts';
import type { Switches } from '../switches.ts';
import type { IsReadByNumber } from './read-counter.ts';
import { ProxiedConnection } from './proxied-connection.ts';

export interface DatabaseProxyOptions {
  switches: Switches;
  /** 0 for any free port. */
  port: number;
  upstream: NetConnectOpts;
  account: { user: string; database: string };
  /** What counts as a read in the statistics. */
  isRead: IsReadByNumber;
  /** Resolves when changed settings are in force. */
  settled(): Promise<void>;
}

/** The department's database port on loopback, where its faults are made. */
export interface DatabaseProxy {
  readonly port: number;
  setFault(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabaseProxy(options: DatabaseProxyOptions): Promise<DatabaseProxy> {
  const { switches } = options;
  const connections = new Set<ProxiedConnection>();
  const turns = { startup: 0, query: 0, garbage: 0 };
  const context = { ...options, turn: (of: keyof typeof turns) => turns[of]++ };

  const server = createServer({ noDelay: true }, (socket) => {
    const connection = new ProxiedConnection(socket, context);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });

  const listener = switchablePort(server, {
    port: options.port,
    resetConnections() {
      for (const connection of connections) connection.reset();
    },
  });
  await listener.open();
  return {
    get port() {
      return listener.port;
    },
    async setFault(fault) {
      switches.setFault(fault);
      for (const connection of connections) {
        if (fault.mode === 'hang') connection.stall();
        // What was swallowed while it hung is lost: the connection cannot be taken up again.
        else if (connection.stalled) connection.reset();
      }
      await (fault.mode === 'down' ? listener.refuse() : listener.open());
    },
    close: () => listener.refuse(),
  };
}
