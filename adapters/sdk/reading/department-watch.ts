import type { FaultReason, FreshnessReason, FreshnessState } from '../../../subgraphs/domain/freshness.ts';

/** How a wire call ended: as it should, with a fault, or left by all who waited for it. */
export type WireOutcome = 'OK' | 'ABANDONED' | FaultReason;

/** A read of permits (probes among them), or anything else that is asked of the department. */
export type WireKind = 'read' | 'other';

/** What can be seen of the department at any moment. */
export interface DepartmentState {
  readonly circuitOpen: boolean;
  /** Permit numbers that wait for a call. */
  readonly waiting: number;
  readonly callsInFlight: number;
}

/**
 * Is told what happens between the hub and one department. It stands in the path of every request: it counts, and
 * never throws, waits or keeps what it is given.
 */
export interface DepartmentWatch {
  /** Whether it has any use for `askedBy`. */
  readonly traces: boolean;
  /**
   * A wire call leaves.
   * @param keys permit numbers in it
   * @param askedBy the traces (W3C `traceparent`) in which it was asked for
   * @returns to be told how it ended
   */
  sent(kind: WireKind, keys: number, askedBy: readonly string[]): (outcome: WireOutcome) => void;
  /** What the hub shows of one permit. */
  shown(state: FreshnessState, reason: FreshnessReason | null): void;
  /** Whose state it may look at from now on. */
  watch(state: DepartmentState): void;
}

export const UNWATCHED: DepartmentWatch = {
  traces: false,
  sent: () => () => undefined,
  shown: () => undefined,
  watch: () => undefined,
};
