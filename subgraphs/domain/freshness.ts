/** How current a shown permit is. */
export const FRESHNESS_STATES = ['LIVE', 'STALE', 'UNAVAILABLE'] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** Why a department could not answer live. */
export const FAULT_REASONS = [
  'TIMEOUT',
  'UNREACHABLE',
  'BAD_DATA',
  'REJECTED',
  'THROTTLED',
  'CIRCUIT_OPEN',
  'MAINTENANCE',
  'BATCH_ONLY',
  'VERSION_WENT_BACK',
  'ADAPTER_DOWN',
  'NEVER_READ',
] as const;
export type FaultReason = (typeof FAULT_REASONS)[number];

/** `NOT_FOUND` is the one reason that a live answer may carry. */
export const FRESHNESS_REASONS = [...FAULT_REASONS, 'NOT_FOUND'] as const;
export type FreshnessReason = (typeof FRESHNESS_REASONS)[number];

export interface Freshness {
  state: FreshnessState;
  /** RFC 3339; null where nothing is known. */
  asOf: string | null;
  reason: FreshnessReason | null;
}
