import { connect } from 'node:net';

export interface RunningStatement {
  host: string;
  port: number;
  /** What the server gave at sign-in to name this connection. */
  processId: number;
  secretKey: number;
}

const CANCEL_REQUEST = 80_877_102;
const GIVE_UP_AFTER_MS = 500;

/**
 * Asks the server to end a statement whose connection we drop: it would not notice before the statement has run, and
 * meanwhile hold one of three places of the account. On a connection of its own, as the protocol has it (it does not
 * count as one of the account's). Never throws: where it does not arrive, the statement timeout does the work.
 */
export function sendCancelRequest({ host, port, processId, secretKey }: RunningStatement): void {
  const packet = Buffer.alloc(16);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(CANCEL_REQUEST, 4);
  packet.writeInt32BE(processId, 8);
  packet.writeInt32BE(secretKey, 12);
  const socket = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.on('error', () => undefined);
  socket.on('connect', () => socket.end(packet));
  socket.setTimeout(GIVE_UP_AFTER_MS, () => socket.destroy());
  // The server answers by hanging up.
  socket.resume();
  socket.unref();
}
