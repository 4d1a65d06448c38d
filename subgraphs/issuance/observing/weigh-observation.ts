import type { Observation, PermitRecord } from '../../domain/permit-record.ts';
import { isEnded } from '../../domain/permit-status.ts';

/** What an observation is worth beside what is held. */
export type ObservationWeight = 'DROPPED' | 'NOTHING_NEW' | 'CONFIRMS' | 'CHANGES';

/** A confirmation is written at most once a minute a permit. */
const CONFIRMED_EVERY_MS = 60_000;

/**
 * One that is older than what is held, or built on a record that has changed since, never overwrites (promise 6): what it
 * saw is seen again at the next read.
 */
export function weighObservation(
  held: { revision: number; confirmedAt: Date } | undefined,
  observation: Observation,
): ObservationWeight {
  const observedAt = new Date(observation.observedAt);
  if ((held?.revision ?? 0) !== observation.baseRevision) return 'DROPPED';
  if (held && observedAt < held.confirmedAt) return 'DROPPED';
  if (observation.record) return 'CHANGES';
  // Reads that were in flight together all ask for it.
  const isDue = held && Number(observedAt) - Number(held.confirmedAt) > CONFIRMED_EVERY_MS;
  return isDue && !observation.finding ? 'CONFIRMS' : 'NOTHING_NEW';
}

/** A known end beats a newer unknown: an entry off the face comes back only by a status that somebody can read. */
export function standsOnFace(onFace: boolean, record: PermitRecord): boolean {
  return record.status === 'UNKNOWN' ? onFace : !isEnded(record.status);
}
