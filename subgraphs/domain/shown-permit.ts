import { effectiveStatus } from './effective-status.ts';
import type { FreshnessReason, FreshnessState } from './freshness.ts';
import type { CommonPermitFields, LastKnown, PermitRecord } from './permit-record.ts';

export interface ShownFreshness {
  state: FreshnessState;
  /** RFC 3339. */
  asOf: string | null;
  reason: FreshnessReason | null;
  /** Name of the system, in Chinese. */
  source: string | null;
  ageSeconds: number | null;
}

/** A permit as shown: its record with the clock applied, and how current it is. */
export type ShownPermit = Partial<CommonPermitFields> & { freshness: ShownFreshness } & Record<
    string,
    unknown
  >;

/** What the department said in a call sent at `sentAt` (epoch milliseconds). */
export function showLive(
  record: PermitRecord,
  sentAt: number,
  reason: 'NOT_FOUND' | null,
  source: string,
  now: Date,
): ShownPermit {
  const asOf = new Date(sentAt).toISOString();
  return show(record, { state: 'LIVE', asOf, reason, source, ageSeconds: ageSeconds(sentAt, now) }, now);
}

/** The last known record with the reason why it is not live; `UNAVAILABLE` where nothing is known. */
export function showLastKnown(
  lastKnown: LastKnown | null,
  reason: FreshnessReason,
  source: string | null,
  now: Date,
): ShownPermit {
  if (!lastKnown) {
    return { freshness: { state: 'UNAVAILABLE', asOf: null, reason, source, ageSeconds: null } };
  }
  const age = ageSeconds(Date.parse(lastKnown.confirmedAt), now);
  return show(
    lastKnown.record,
    { state: 'STALE', asOf: lastKnown.confirmedAt, reason, source, ageSeconds: age },
    now,
  );
}

function show(record: PermitRecord, freshness: ShownFreshness, now: Date): ShownPermit {
  return { ...record, status: effectiveStatus(record.status, record.validTo, now), freshness };
}

/** Never negative, whatever the clocks say. */
function ageSeconds(since: number, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - since) / 1_000));
}
