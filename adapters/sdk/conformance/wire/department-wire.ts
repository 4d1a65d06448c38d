import { Client } from 'pg';
import type { NetConnectOpts } from 'node:net';
import type { AdapterTwin } from '../twin.ts';
import { httpBytes, openHttpWireProxy, type HttpAnswer } from './http-wire-proxy.ts';
import { openPostgresWireProxy } from './postgres-wire-proxy.ts';
import type { Delivery } from './wire-delivery.ts';
import type { WireLog } from './wire-log.ts';
import { openTcpWireProxy } from './tcp-wire-proxy.ts';

/**
 * What the wire does with the system's answers: `hang` none at all, `stall` half and then silence, `drip` a byte every
 * 200 ms, `reset` and `cut` half and then the end of the connection (broken, or in order), `empty` its end alone.
 */
export type WireFault = 'none' | 'hang' | 'stall' | 'drip' | 'reset' | 'cut' | 'empty';

/** The wire between an adapter and its department's system, with the kit in the middle. */
export interface DepartmentWire {
  /** The system's variables, its address replaced by the wire's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Calls as the wire sees them. */
  readonly log: WireLog;
  setFault(fault: WireFault): void;
  /** Keeps the bytes of every answer from now on; the last one can be played again. Null where the wire reads none. */
  recording(): { last(): RecordedAnswer | null; stop(): void } | null;
  /** Answers every call with this, the system's own answer thrown away; null: with the system's own again. */
  replay(answer: RecordedAnswer | null): void;
  /** Answers every call with this body; null where the wire cannot. Undone by `setFault`. */
  forge: ((answer: HttpAnswer) => void) | null;
  /** Answers every call with so many bytes, as far as they are read; null where the wire cannot. Undone likewise. */
  flood: ((bytes: number, contentType: string) => void) | null;
  /** Refuses connections, as a dead system does. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

/** One answer of the system, as its wire carries it. */
export type RecordedAnswer = HttpAnswer | Buffer;

const DRIP_MS = 200;

/** Opens the wire before a running system. @param connection the adapter's variables that lead to the system itself */
export function openDepartmentWire(
  wire: AdapterTwin['wire'],
  connection: Readonly<Record<string, string>>,
): Promise<DepartmentWire> {
  const address = connection[wire.variable];
  if (address === undefined) throw new Error(`the twin gives no ${wire.variable}, which its wire names`);
  const through = (moved: string) => ({ ...connection, [wire.variable]: moved });
  switch (wire.protocol) {
    case 'http':
      return openHttp(address, through);
    case 'postgres':
      return openPostgres(address, through);
    case 'tcp':
      return openTcpWireProxy(address, through);
  }
}

type Through = (moved: string) => Readonly<Record<string, string>>;

async function openHttp(address: string, through: Through): Promise<DepartmentWire> {
  const { origin } = new URL(address);
  const proxy = await openHttpWireProxy(() => origin);
  let recorded: HttpAnswer | null = null;
  return {
    environment: through(`${proxy.origin}${address.slice(origin.length)}`),
    log: proxy.log,
    setFault(fault) {
      proxy.instead = fault === 'hang' ? () => ({ bytes: Buffer.alloc(0), then: 'stall' }) : undefined;
      proxy.tamper =
        fault === 'none' || fault === 'hang' ? undefined : (answer) => broken(httpBytes(answer), fault);
    },
    recording() {
      recorded = null;
      proxy.tamper = (answer) => (recorded = answer);
      return { last: () => recorded, stop: () => (proxy.tamper = undefined) };
    },
    replay(answer) {
      proxy.tamper = answer === null || Buffer.isBuffer(answer) ? undefined : () => answer;
    },
    forge(answer) {
      proxy.instead = () => answer;
    },
    flood(bytes, contentType) {
      proxy.instead = () => ({
        status: 200,
        headers: { 'content-type': contentType },
        body: Buffer.alloc(bytes, '['),
      });
    },
    refuse: () => proxy.refuse(),
    accept: () => proxy.accept(),
    close: () => proxy.close(),
  };
}

async function openPostgres(address: string, through: Through): Promise<DepartmentWire> {
  // As the driver understands it: a unix socket has no place in the authority of a URL.
  const { host, port, user, password, database } = new Client({ connectionString: address });
  const upstream: NetConnectOpts = host.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${port}` }
    : { host, port };
  const proxy = await openPostgresWireProxy(() => upstream);
  let recorded: Buffer | null = null;
  const account = [user ?? '', password ?? ''].map(encodeURIComponent).join(':');
  return {
    environment: through(
      `postgres://${account}@127.0.0.1:${proxy.port}/${encodeURIComponent(database ?? '')}`,
    ),
    log: proxy.log,
    setFault(fault) {
      proxy.tamper =
        fault === 'none'
          ? undefined
          : (answer) =>
              fault === 'hang' ? { bytes: Buffer.alloc(0), then: 'stall' } : broken(answer, fault);
    },
    recording() {
      recorded = null;
      proxy.tamper = (bytes) => ({ bytes: (recorded = Buffer.from(bytes)) });
      return { last: () => recorded, stop: () => (proxy.tamper = undefined) };
    },
    replay(answer) {
      proxy.tamper = Buffer.isBuffer(answer) ? () => ({ bytes: answer }) : undefined;
    },
    forge: null,
    flood(bytes) {
      proxy.tamper = () => ({ bytes: hugeRow(bytes) });
    },
    refuse: () => proxy.refuse(),
    accept: () => proxy.accept(),
    close: () => proxy.close(),
  };
}

/** A DataRow of one column. */
function hugeRow(bytes: number): Buffer {
  const row = Buffer.alloc(bytes, 'x');
  row.write('D');
  row.writeInt32BE(bytes - 1, 1);
  row.writeInt16BE(1, 5);
  row.writeInt32BE(bytes - 11, 7);
  return row;
}

/** The bytes of a whole answer, delivered as the fault has it. */
export function broken(whole: Buffer, fault: Exclude<WireFault, 'none' | 'hang'>): Delivery {
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  switch (fault) {
    case 'stall':
      return { bytes: half, then: 'stall' };
    case 'drip':
      return { bytes: whole, dripMs: DRIP_MS };
    case 'reset':
      return { bytes: half, then: 'reset' };
    case 'cut':
      return { bytes: half, then: 'end' };
    case 'empty':
      return { bytes: Buffer.alloc(0), then: 'end' };
  }
}
