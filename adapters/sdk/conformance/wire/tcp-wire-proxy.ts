import { connect, createServer } from 'node:net';
import type { DepartmentWire, WireFault } from './department-wire.ts';
import { openLoopbackPort } from './loopback-port.ts';
import { WireLog } from './wire-log.ts';

const DRIP_MS = 200;

/**
 * The wire of a protocol that the kit cannot read (SSH): connections are counted instead of calls, and faults begin with
 * the bytes that come next.
 * @param address with host and port @param through the variables with another address
 */
export async function openTcpWireProxy(
  address: string,
  through: (moved: string) => Readonly<Record<string, string>>,
): Promise<DepartmentWire> {
  const { hostname, port: upstreamPort } = new URL(address);
  const log = new WireLog();
  let fault: WireFault = 'none';
  const server = createServer((client) => {
    const call = log.begin('connection');
    const system = connect(Number(upstreamPort), hostname);
    client.on('data', (bytes) => system.write(bytes));
    system.on('data', (bytes: Buffer) => {
      switch (fault) {
        case 'none':
          client.write(bytes);
          return;
        case 'hang':
        case 'stall':
          return;
        case 'drip':
          setTimeout(() => client.write(bytes.subarray(0, 1)), DRIP_MS);
          return;
        case 'reset':
          client.resetAndDestroy();
          return;
        case 'cut':
        case 'empty':
          client.end();
          return;
      }
    });
    for (const [one, other] of [
      [client, system],
      [system, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        log.end(call, one === client);
        other.destroy();
      });
    }
  });
  const { port, refuse, accept } = await openLoopbackPort(server);
  const moved = new URL(address);
  moved.hostname = '127.0.0.1';
  moved.port = String(port);
  return {
    environment: through(moved.href),
    log,
    setFault(next) {
      fault = next;
    },
    recording: () => null,
    replay: () => undefined,
    forge: null,
    flood: null,
    refuse,
    accept,
    close: refuse,
  };
}
