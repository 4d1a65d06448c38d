import type { z } from 'zod';
import type { FaultReason } from '../../subgraphs/domain/freshness.ts';
import type { PermitType } from '../../subgraphs/domain/catalogue/catalogue-types.ts';
import type { PermitRecord } from '../../subgraphs/domain/permit-record.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { SubgraphResolvers } from '../../subgraphs/platform/subgraph-service.ts';

/** One permit number's part of a department's answer. */
export type ReadAnswer =
  | { kind: 'FOUND'; number: string; record: PermitRecord; version?: number }
  /** "No such permit" is an answer, not an error. */
  | { kind: 'ABSENT'; number: string }
  /**
   * There is no live interface, only files: the permit as the last file has it, true as of then (RFC 3339). `record`
   * null: the files have no such permit as of then, or nobody knows (`asOf` null).
   */
  | { kind: 'BATCH'; number: string; record: PermitRecord | null; asOf: string | null }
  /** The department answered, but this one part cannot be believed. */
  | { kind: 'BAD'; number: string; problem: string };

export interface HeldPermit {
  uscc: string;
  number: string;
  record: PermitRecord;
}

/** A permit that changed, as the department had it when it was asked. */
export interface Change {
  number: string;
  record: PermitRecord;
  version?: number;
  /** RFC 3339, by the department's clock; null where it does not say. */
  changedAt: string | null;
}

/** The department's own word that it changed a permit (通报). It rings a bell and proves that it told, nothing else. */
export interface Notice {
  /** The department's own name for this notice: the same one repeated has the same key. */
  key: string;
  /** Of the permit. */
  number: string;
  /** The version that the notice speaks of, where the department counts them. */
  version?: number;
  /** RFC 3339, by the department's clock; null where it does not say. */
  sentAt: string | null;
}

/** One step of a sweep. The same change may come twice, and in any order: what it says is compared, not counted. */
export interface ChangesPage {
  changes: readonly Change[];
  /** Notices that the department leaves to be fetched, where it has no callback. */
  notices?: readonly Notice[];
  /** To be given as `after` next time; the department's own, opaque to the hub. */
  cursor: string;
  /** Whether more is waiting, so that the next step should follow at once. */
  more: boolean;
  /** Permits that the department says it has in all; where it falls suddenly, the hub believes nothing of the step. */
  total?: number;
  /** Rows left out because they cannot be believed. */
  skipped?: number;
  /** RFC 3339: the moment that the records speak of, where it is not the moment of this call (a file's). */
  asOf?: string;
}

/** A message at the hub's door, as it came. */
export interface DoorbellMessage {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** What a message of a department announces, once its signature has been checked. */
export interface Announcement {
  notices: readonly Notice[];
  /** What the department wants to hear once the hub has noted it, e.g. `SUCCESS`. */
  reply: string;
}

export interface CallContext {
  /** Aborted when the budget is spent or nobody waits any more. */
  signal: AbortSignal;
  /**
   * Sends one wire call of a search or a sweep within the department's limits, behind the live reads. Absent in a
   * read, which is one wire call by itself. @param send to be ended with the signal that it gets; see `inTurn`
   */
  wire?<Answer>(send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

/**
 * The wire client of one department system. Stateless but for connections and what can be rebuilt from the system
 * (measured clock skew, session tokens). One `read` is one wire call.
 */
export interface DepartmentClient {
  /** Where they depend on the configuration; otherwise those of the definition hold. */
  readonly limits?: DepartmentLimits;
  /**
   * The permits as the system has them now, one answer for each number asked for, in any order.
   * @throws DepartmentFault where the system as a whole did not answer sensibly
   */
  read(numbers: readonly string[], call: CallContext): Promise<readonly ReadAnswer[]>;
  /** The permits that the businesses hold. @throws DepartmentFault */
  findByHolder(usccs: readonly string[], call: CallContext): Promise<readonly HeldPermit[]>;
  /**
   * What changed since a cursor, oldest first where the department can tell; `after` null: from the beginning. One step
   * is at most 20 wire calls, each sent through `call.wire`.
   * @throws DepartmentFault, or UnknownCursor
   */
  changes?(after: string | null, call: CallContext): Promise<ChangesPage>;
  /**
   * Checks by the department's own scheme that a message comes from it, and reads it.
   * @throws ForgedMessage, or UnreadableMessage
   */
  readMessage?(message: DoorbellMessage): Promise<Announcement>;
  close(): Promise<void>;
}

/** Why a call to a department failed as a whole; becomes the reason beside the last known record. */
export class DepartmentFault extends Error {
  override readonly name = 'DepartmentFault';
  readonly reason: FaultReason;
  /** Milliseconds during which the system asked not to be called. */
  readonly retryAfterMs: number | undefined;
  /** Safe to send once more at once: the system cannot have begun to answer (e.g. a reset kept-alive socket). */
  readonly resendable: boolean;

  /** @param message for the log only; it never reaches a client and must hold no personal data */
  constructor(
    reason: FaultReason,
    message: string,
    options: { retryAfterMs?: number; resendable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs;
    this.resendable = options.resendable ?? false;
  }
}

/** `after` was not given out by this adapter, or by an older version of it: the sweep begins anew. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}

/** A message whose signature is not the department's. */
export class ForgedMessage extends Error {
  override readonly name = 'ForgedMessage';
}

/** A message from whoever it may be that says nothing that can be read. @param message what is wrong, quoting nothing */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/** What a department's system can bear. */
export interface DepartmentLimits {
  /** Most permit numbers in one call. */
  batchSize: number;
  /** Most calls in flight at once. */
  concurrency: number;
  /** Calls a second; absent where the system has no such limit. */
  ratePerSecond?: number;
}

/** A field that only this permit type has. */
export interface SpecificField {
  /** GraphQL type; always nullable, since a department feeds it. */
  type: 'String' | 'Int' | 'Boolean' | 'Date' | { enum: string; values: Readonly<Record<string, string>> };
  description: string;
}

export interface AdapterServices {
  /** What of the definition's limits is this process's; absent: all. A client that holds connections sizes its pool by it. */
  limits?: DepartmentLimits;
  log: Logger;
}

/** What an adapter serves in the graph besides its permits, running. */
export interface AdapterOperations {
  /** Of the types that its SDL adds. They check for themselves who is asking. */
  resolvers: SubgraphResolvers;
  close(): Promise<void>;
}

export interface AdapterDefinition<Configuration = unknown> {
  /** `name` in Chinese, as users read it. */
  department: { code: string; name: string };
  /** GraphQL type of its permits, e.g. `FoodPermit`. */
  permitType: string;
  description: string;
  /**
   * Kinds of statutory permit that this department brings beside those of the catalogue
   * (`subgraphs/domain/catalogue/permit-types.json`); the first is what its permits are unless a licence says otherwise.
   */
  permitTypes?: readonly Omit<PermitType, 'department'>[];
  specificFields: Readonly<Record<string, SpecificField>>;
  limits: DepartmentLimits;
  /** Shape of the environment variables that the adapter needs; an error names variable and value. */
  configuration: z.ZodType<Configuration>;
  connect(configuration: Configuration, services: AdapterServices): DepartmentClient;
  /**
   * Queries and mutations of the adapter's own, where the department keeps its permits in the hub. Absent for every
   * department that has a system: there nothing is changed but by the department itself.
   */
  operations?: {
    /** Added to the adapter's federated SDL. */
    sdl: string;
    open(configuration: Configuration, services: AdapterServices): AdapterOperations;
  };
}

/** Keeps the configuration's type from schema to client. */
export function defineAdapter<Configuration>(
  definition: AdapterDefinition<Configuration>,
): AdapterDefinition<Configuration> {
  return definition;
}
