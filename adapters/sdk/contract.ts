import type { z } from 'zod';
import type { FaultReason } from '../../subgraphs/domain/freshness.ts';
import type { PermitRecord } from '../../subgraphs/domain/permit-record.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';

/** One permit number's part of a department's answer. */
export type ReadAnswer =
  | { kind: 'FOUND'; number: string; record: PermitRecord; version?: number }
  /** "No such permit" is an answer, not an error. */
  | { kind: 'ABSENT'; number: string }
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

/** One step of a sweep. The same change may come twice, and in any order: what it says is compared, not counted. */
export interface ChangesPage {
  changes: readonly Change[];
  /** To be given as `after` next time; the department's own, opaque to the hub. */
  cursor: string;
  /** Whether more is waiting, so that the next step should follow at once. */
  more: boolean;
}

export interface CallContext {
  /** Aborted when the budget is spent or nobody waits any more. */
  signal: AbortSignal;
}

/**
 * The wire client of one department system. Stateless but for connections and what can be rebuilt from the system
 * (measured clock skew, session tokens). One `read` is one wire call.
 */
export interface DepartmentClient {
  /**
   * The permits as the system has them now, one answer for each number asked for, in any order.
   * @throws DepartmentFault where the system as a whole did not answer sensibly
   */
  read(numbers: readonly string[], call: CallContext): Promise<readonly ReadAnswer[]>;
  /** The permits that the businesses hold. @throws DepartmentFault */
  findByHolder(usccs: readonly string[], call: CallContext): Promise<readonly HeldPermit[]>;
  /**
   * What changed since a cursor, oldest first; `after` null: from the beginning. One step is a bounded number of wire
   * calls. @throws DepartmentFault
   */
  changes?(after: string | null, call: CallContext): Promise<ChangesPage>;
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
  log: Logger;
}

export interface AdapterDefinition<Configuration = unknown> {
  /** `name` in Chinese, as users read it. */
  department: { code: string; name: string };
  /** GraphQL type of its permits, e.g. `FoodPermit`. */
  permitType: string;
  description: string;
  specificFields: Readonly<Record<string, SpecificField>>;
  limits: DepartmentLimits;
  /** Shape of the environment variables that the adapter needs; an error names variable and value. */
  configuration: z.ZodType<Configuration>;
  connect(configuration: Configuration, services: AdapterServices): DepartmentClient;
}

/** Keeps the configuration's type from schema to client. */
export function defineAdapter<Configuration>(
  definition: AdapterDefinition<Configuration>,
): AdapterDefinition<Configuration> {
  return definition;
}
