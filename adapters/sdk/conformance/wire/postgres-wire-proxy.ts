import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { deliver, type Delivery } from './wire-delivery.ts';
import { openLoopbackPort, type LoopbackPort } from './loopback-port.ts';
import { WireLog, type WireCall } from './wire-log.ts';

/** What the log has in the place of a statement while a connection is being opened. */
export const SIGN_IN = 'sign in';

/** What to do with the answer to a statement: its messages, up to and with ReadyForQuery. */
export type TamperPostgres = (answer: Buffer, asked: Buffer) => Delivery;

/** A proxy on loopback before a department's PostgreSQL, which counts the statements and tampers with the answers. */
export interface PostgresWireProxy extends Pick<LoopbackPort, 'refuse' | 'accept'> {
  readonly port: number;
  readonly log: WireLog;
  /** Absent: answers pass as they are. Signing in always does. */
  tamper: TamperPostgres | undefined;
  close(): Promise<void>;
}

const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const CANCEL_REQUEST = 80_877_102;

/** @param upstream where the department listens, asked for at each connection: it may start after the proxy */
export async function openPostgresWireProxy(
  upstream: () => number | NetConnectOpts,
): Promise<PostgresWireProxy> {
  const log = new WireLog();
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const place = upstream();
    const department = connect(typeof place === 'number' ? { port: place, host: '127.0.0.1' } : place);
    sockets.add(client).add(department);
    let first = true;
    let signedIn = false;
    /** Sign-in or statement that waits for its answer. */
    let waiting: WireCall | undefined;
    let asked = Buffer.alloc(0);
    let answer = Buffer.alloc(0);

    client.on('data', (chunk: Buffer) => {
      // A request to cancel is no call: it is how one ends.
      if (first) waiting = isCancelRequest(chunk) ? undefined : log.begin(SIGN_IN);
      else if (signedIn && chunk[0] !== TERMINATE) waiting ??= log.begin(chunk.toString('utf8'));
      if (signedIn) asked = Buffer.concat([asked, chunk]);
      first = false;
      department.write(chunk);
    });
    department.on('data', (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      if (!isWhole(answer)) {
        if (!signedIn) client.write(answer);
        if (!signedIn) answer = Buffer.alloc(0);
        return;
      }
      const delivery = (signedIn && proxy.tamper?.(answer, asked)) || { bytes: answer };
      const answering = waiting;
      answer = asked = Buffer.alloc(0);
      signedIn = true;
      void deliver(client, delivery).then(() => {
        if (answering) log.end(answering, client.destroyed && delivery.then !== 'reset');
        if (waiting === answering) waiting = undefined;
      });
    });
    for (const [one, other] of [
      [client, department],
      [department, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        if (waiting) log.end(waiting, one === client);
        other.destroy();
      });
    }
  });

  const { port, refuse, accept } = await openLoopbackPort(server);
  const proxy: PostgresWireProxy = {
    port,
    refuse,
    accept,
    log,
    tamper: undefined,
    async close() {
      for (const socket of sockets) socket.destroy();
      await refuse();
    },
  };
  return proxy;
}

function isCancelRequest(packet: Buffer): boolean {
  return packet.length === 16 && packet.readInt32BE(4) === CANCEL_REQUEST;
}

/** Whether the last message is a whole ReadyForQuery. */
function isWhole(bytes: Buffer): boolean {
  let at = 0;
  while (at + 5 <= bytes.length) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (bytes[at] === READY_FOR_QUERY && end === bytes.length) return true;
    at = end;
  }
  return false;
}

/** An ErrorResponse with ReadyForQuery behind it. */
export function postgresError(state: string, message: string): Buffer {
  const fields = Buffer.from(`SERROR\0VERROR\0C${state}\0M${message}\0\0`, 'utf8');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields, Buffer.from([READY_FOR_QUERY, 0, 0, 0, 5, 'I'.charCodeAt(0)])]);
}
