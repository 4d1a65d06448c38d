import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';

/** The departments of the demo world; other adapters bring their system with them (`adapters/NAME/twin/`). */
export const DEPARTMENT_CODES = ['food', 'health', 'culture', 'tobacco'] as const;

/** One statutory permit of the demo world, before its department writes it down in its own words. */
export interface WorldPermit {
  department: string;
  /** Permit type code of the catalogue, e.g. `SPJY`. */
  permitType: string;
  number: string;
  status: PermitStatus;
  /** `YYYY-MM-DD`; `validTo` null where open-ended. */
  validFrom: string;
  validTo: string | null;
  scope: readonly string[];
  holderName: string;
  uscc: string;
  /** Unmasked: masking is the adapters' duty. */
  legalPerson: string;
  address: string;
  regionCode: string;
  issuedBy: string;
  /** Industry code of the licence, from which a department derives its own classes (e.g. 歌舞厅). */
  industryCode: string;
}

/** Fields that the control interface may change, in canonical words; `raw` speaks the system's own. */
export interface PermitPatch {
  status?: PermitStatus;
  validFrom?: string | null;
  validTo?: string | null;
  scope?: readonly string[] | null;
  holderName?: string | null;
  address?: string | null;
  raw?: Record<string, unknown>;
  /** Whether the department tells the hub; by callback, notice list or file, as its protocol has it. Default true. */
  notify?: boolean;
}

/** Answers a patch that the system's vocabulary cannot express; the control interface turns it into 422. */
export class NotInVocabulary extends Error {
  override readonly name = 'NotInVocabulary';
}

/** A department system in its store's own terms: what seeding and the control interface do behind its back. */
export interface DepartmentStore {
  /** Creates what is missing and loads the world once; a second start finds its data as it left it. */
  open(world: readonly WorldPermit[]): Promise<void>;
  sampleNumbers(count: number): Promise<string[]>;
  /** @returns whether the permit exists @throws NotInVocabulary */
  patch(number: string, patch: PermitPatch): Promise<boolean>;
  close(): Promise<void>;
}

export const FAULT_MODES = ['none', 'down', 'hang', 'latency', 'error', 'garbage', 'flap'] as const;
export type FaultMode = (typeof FAULT_MODES)[number];

export interface Fault {
  mode: FaultMode;
  /** `latency`: added delay; `flap`: period, bad in its first half. Milliseconds. */
  ms?: number;
}

export interface SystemSettings {
  limits: boolean;
  /** Smallest and largest time that an answer takes, milliseconds. */
  latencyMs: [number, number];
  maintenance: boolean;
  autoDecide?: 'GRANTED' | 'REFUSED' | 'CORRECTION';
}

export interface WireStats {
  /** Wire calls that read permits by number. */
  requests: number;
  /** Permits asked for by them. */
  keys: number;
  /** Sweeps, probes, session set-up and files. */
  other: number;
}

/** A running department system: its wire, its store, and the switches of the control interface. */
export interface DepartmentSystem {
  readonly code: string;
  /** Where it answers, for people. */
  readonly address: string;
  /** The adapter's environment: variable name to value, credentials included. */
  readonly connection: Readonly<Record<string, string>>;
  readonly store: DepartmentStore;
  setFault(fault: Fault): Promise<void>;
  /** A promise where the wire must open or close its port first (maintenance without a listener). */
  applySettings(settings: Partial<SystemSettings>): void | Promise<void>;
  /** Ports beside that of the address, kept across starts: name to port. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Writes full files of the regions that begin with a prefix, where files are how it tells. @returns their names */
  writeFiles?(regionPrefix: string): Promise<string[]>;
  /** Tells it where the hub hears, where it calls back: a URL, to which it adds its code. */
  setCallback?(url: string): Promise<void>;
  readonly stats: WireStats;
  resetStats(): void;
  close(): Promise<void>;
}

/** What a system gets from the sandbox that runs it. */
export interface SystemServices {
  /** Connection URI of a database of its own, created if missing. */
  database(name: string): Promise<string>;
  /** A secret kept across starts (generated at the first, never a default). */
  secret(name: string, generate: () => string): string;
  /** Port of an earlier start, if it was told to be kept; 0 for any. */
  port(name: string): number;
}
