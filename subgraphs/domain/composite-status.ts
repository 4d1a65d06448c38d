import type { FreshnessState } from './freshness.ts';
import { isInForce, type PermitStatus } from './permit-status.ts';

export { worstFreshness } from './worst-freshness.ts';

/** Status of a composite licence (行业综合许可证). */
export const COMPOSITE_STATUSES = ['VALID', 'PARTIAL', 'VOID'] as const;
export type CompositeStatus = (typeof COMPOSITE_STATUSES)[number];

/** One permit as the answer shows it; what is null or undefined did not arrive (e.g. its adapter is down). */
export interface CompositePart {
  onFace: boolean;
  status: PermitStatus | null | undefined;
  state: FreshnessState | null | undefined;
}

/**
 * The composite's status by the permits beside it in the very same answer. Of n entries on the face, f are in force
 * and u unknown: `VALID` if f = n ≥ minimum; `VOID` if even with every unknown in force the minimum would be missed
 * (f + u < minimum); else `PARTIAL`. So an outage alone neither proves a licence good nor voids it.
 *
 * @param minimum fewest permits in force that the programme asks of a composite licence, 1 or more
 * @throws RangeError where the minimum is none: with 0, a licence without permits would be valid
 */
export function compositeStatus(given: {
  minimum: number;
  permits: readonly CompositePart[];
}): CompositeStatus {
  const { minimum, permits } = given;
  if (!Number.isInteger(minimum) || minimum < 1) {
    throw new RangeError(`The programme's minimum is ${minimum}; it must be a whole number of 1 or more.`);
  }
  let onFace = 0;
  let inForce = 0;
  let unknown = 0;
  for (const permit of permits) {
    if (!permit.onFace) continue;
    onFace += 1;
    if (isUnknown(permit)) unknown += 1;
    else if (permit.status != null && isInForce(permit.status)) inForce += 1;
  }
  if (inForce === onFace && onFace >= minimum) return 'VALID';
  return inForce + unknown < minimum ? 'VOID' : 'PARTIAL';
}

function isUnknown({ status, state }: CompositePart): boolean {
  return status == null || status === 'UNKNOWN' || state == null || state === 'UNAVAILABLE';
}
