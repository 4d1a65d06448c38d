import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';

/** A permit as the kit has a twin know it, before the system writes it down in its own words. */
export interface TwinPermit {
  department: string;
  /** Code of the catalogue, or of the adapter's own `permitTypes`. */
  permitType: string;
  number: string;
  status: PermitStatus;
  /** `YYYY-MM-DD`; `validTo` null where open-ended. */
  validFrom: string;
  validTo: string | null;
  scope: readonly string[];
  holderName: string;
  uscc: string;
  /** Unmasked: masking is the adapter's duty. */
  legalPerson: string;
  address: string;
  regionCode: string;
  issuedBy: string;
  industryCode: string;
}

/** What goes wrong on command: the same words as the sandbox's control interface. */
export interface TwinFault {
  mode: 'none' | 'down' | 'hang' | 'latency' | 'error' | 'garbage' | 'flap';
  /** `latency`: added delay; `flap`: period. Milliseconds. */
  ms?: number;
}

/** A running system of a department, on loopback, with its own data. */
export interface TwinSystem {
  /** The adapter's environment: variable name to value, credentials included. */
  readonly connection: Readonly<Record<string, string>>;
  readonly store: {
    /** Loads the permits; to be called once, before anything is asked. */
    open(permits: readonly TwinPermit[]): Promise<void>;
    /** Changes a permit; `raw` speaks the system's own words. @returns whether it exists @throws where it has no such word */
    patch(number: string, patch: { raw: Record<string, unknown> }): Promise<boolean>;
  };
  setFault(fault: TwinFault): Promise<void>;
  applySettings(settings: {
    limits?: boolean;
    latencyMs?: [number, number];
    maintenance?: boolean;
  }): void | Promise<void>;
  /** Wire calls that read permits by number, the permits they asked for, and all other calls. */
  readonly stats: { requests: number; keys: number; other: number };
  resetStats(): void;
  close(): Promise<void>;
}

/** What a twin gets from whoever runs it. */
export interface TwinServices {
  /** Connection URI of a PostgreSQL database of its own. */
  database(name: string): Promise<string>;
  /** A secret, generated when it is first asked for. */
  secret(name: string, generate: () => string): string;
  /** Port to listen on; 0 for any. */
  port(name: string): number;
}

/**
 * The check hooks of an adapter: how its department's system is run in small, and what it says in its own words. Each
 * adapter has one, written from the department's manual and not from the adapter, whose mistakes it is to show.
 */
export interface AdapterTwin {
  start(services: TwinServices): Promise<TwinSystem>;
  /** Number of the n-th permit (from 0), as the department writes them; each n another one, all well-formed. */
  permitNumber(serial: number): string;
  /** A scope of business that the system can hold. */
  scope: readonly string[];
  wire: {
    /** Variable with the address, where the kit puts its proxy. */
    variable: string;
    /** What the proxy has to understand; `tcp`: nothing. */
    protocol: 'http' | 'postgres' | 'tcp';
    /** How an answer can be nested, for the check of depth; absent: it cannot. */
    nesting?: 'json' | 'xml';
  };
  /** What `raw` of a patch calls these; absent where the system does not keep it. */
  fields: {
    status: string;
    validTo: string;
    holderName: string;
    holderUscc: string;
    address: string;
    /** A person in charge, whose name must never leave the adapter. */
    person?: string;
    version?: string;
  };
  /** A day, `YYYY-MM-DD`, as the system writes it. Default `20290317`. */
  date?: (day: string) => string;
  /** Whether the system has times of maintenance. Default true. */
  maintenance?: boolean;
  /** Every status word of the department's manual. */
  statusWords: ReadonlyMap<string, PermitStatus>;
  /** A word that stands in no manual; null where the system itself refuses to hold one. */
  unlistedStatus: string | null;
  /** Whether `npm run sandbox` runs it beside the four departments. Default true. */
  joinsSandbox?: boolean;
}

/** Keeps the type of what a twin promises. */
export function defineTwin<Twin extends AdapterTwin>(twin: Twin): Twin {
  return twin;
}
