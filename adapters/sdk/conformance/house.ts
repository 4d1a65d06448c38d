import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import type { AdapterTwin, TwinPermit, TwinSystem } from './twin.ts';
import type { DepartmentWire } from './wire/department-wire.ts';

/** The adapter's process, or what stands for it. */
export interface Subject {
  /** Address of its role. */
  readonly url: URL;
  /** What it has logged so far. */
  log(): string;
  /** Why it ended by itself; null while it runs. */
  ended(): string | null;
  /** Kills it and starts it anew, on the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** An adapter between the kit's two hands: its hub on one side, its department's system on the other. */
export interface House {
  readonly twin: AdapterTwin;
  readonly system: TwinSystem;
  readonly wire: DepartmentWire;
  readonly subject: Subject;
  /** What the system holds, in the order of `twin.permitNumber`. */
  readonly permits: readonly TwinPermit[];
  /** Of `permits[1]`, as the adapter read it when all was well. */
  readonly record: PermitRecord;
  /** A well-formed number that no permit has; another one each time. */
  absentNumber(): string;
  /** A permit that no check before has changed. */
  fresh(): TwinPermit;
}
