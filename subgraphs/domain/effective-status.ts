import { beijingDate } from './beijing-time.ts';
import type { PermitStatus } from './permit-status.ts';

/**
 * The status that holds at a moment: the department's word with the clock applied. The end date is inclusive, so a
 * permit is good until 24:00 Asia/Shanghai of `validTo`; after that `VALID` reads `EXPIRED`.
 *
 * Nothing else moves. `RENEWAL_PENDING` stays, because a renewal asked for in time and left undecided counts as
 * granted (行政许可法 art. 50); `REVOKED` and its kin say more than `EXPIRED` and are never softened to it.
 *
 * @param validTo `YYYY-MM-DD`; null where the permit is open-ended or its date unreadable
 */
export function effectiveStatus(status: PermitStatus, validTo: string | null, at: Date): PermitStatus {
  if (status !== 'VALID' || validTo === null) return status;
  return beijingDate(at) > validTo ? 'EXPIRED' : status;
}
