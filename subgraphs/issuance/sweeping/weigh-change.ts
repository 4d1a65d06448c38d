import type { LastKnown, PermitRecord } from '../../domain/permit-record.ts';
import { sameRecord } from '../../domain/same-record.ts';

/** What a row of a sweep is worth beside what is known. */
export type Weight =
  /** Older than what is known: never overwrites (promise 6). */
  | 'OLDER'
  | 'SAME'
  /** To be asked by number: a page may hold one of several rows for a permit, and not the one that counts. */
  | 'DIFFERENT';

/** @param asOf the moment that the row speaks of */
export function weighChange(lastKnown: LastKnown, record: PermitRecord, asOf: Date): Weight {
  if (asOf < new Date(lastKnown.confirmedAt)) return 'OLDER';
  return sameRecord(lastKnown.record, record) ? 'SAME' : 'DIFFERENT';
}
