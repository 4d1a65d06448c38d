import type { FaultReason } from '../../../subgraphs/domain/freshness.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';

/** What became of asking a department for one permit. `sentAt`: when the wire call was sent, epoch milliseconds. */
export type ReadOutcome =
  | { kind: 'FOUND'; record: PermitRecord; version: number | undefined; sentAt: number }
  | { kind: 'ABSENT'; sentAt: number }
  /** Known by a file only; `asOf` of that file, epoch milliseconds, null where none is held. */
  | { kind: 'BATCH'; record: PermitRecord | null; asOf: number | null }
  | { kind: 'FAULT'; reason: FaultReason };

export const CIRCUIT_OPEN: ReadOutcome = { kind: 'FAULT', reason: 'CIRCUIT_OPEN' };
export const THROTTLED: ReadOutcome = { kind: 'FAULT', reason: 'THROTTLED' };
export const TIMEOUT: ReadOutcome = { kind: 'FAULT', reason: 'TIMEOUT' };
export const BAD_DATA: ReadOutcome = { kind: 'FAULT', reason: 'BAD_DATA' };
