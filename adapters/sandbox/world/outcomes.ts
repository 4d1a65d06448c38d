import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import type { CatalogueDepartment } from '../../../subgraphs/domain/catalogue/catalogue-types.ts';
import { addDays, termFrom, termUntil, type Term } from './terms.ts';
import type { Random } from './random.ts';

/** What has become of a permit since its licence was issued. */
export type Outcome = PermitStatus | 'VALID_PAST_END' | 'ENDS_SOON';

/** Statuses that a department's vocabulary can express, beside VALID; `VALID_PAST_END` is a clerk's delay. */
const OUTCOMES: Readonly<Record<CatalogueDepartment, readonly Outcome[]>> = {
  food: [
    ...([
      'RENEWAL_PENDING',
      'SUSPENDED',
      'EXPIRED',
      'WITHDRAWN',
      'RESCINDED',
      'CANCELLED',
      'REVOKED',
    ] as const),
    ...(['UNKNOWN', 'VALID_PAST_END'] as const),
  ],
  health: [
    ...([
      'RENEWAL_PENDING',
      'SUSPENDED',
      'EXPIRED',
      'WITHDRAWN',
      'RESCINDED',
      'CANCELLED',
      'REVOKED',
    ] as const),
    ...(['UNKNOWN', 'VALID_PAST_END'] as const),
  ],
  culture: ['SUSPENDED', 'EXPIRED', 'RESCINDED', 'CANCELLED', 'REVOKED', 'UNKNOWN', 'VALID_PAST_END'],
  tobacco: [
    ...([
      'RENEWAL_PENDING',
      'SUSPENDED',
      'EXPIRED',
      'LAPSED',
      'WITHDRAWN',
      'RESCINDED',
      'CANCELLED',
    ] as const),
    ...(['REVOKED', 'UNKNOWN', 'VALID_PAST_END'] as const),
  ],
  registry: ['EXPIRED', 'CANCELLED'],
};

/** Permits that are valid and end within a month, by department. */
const ENDING_SOON: Readonly<Record<CatalogueDepartment, number>> = {
  food: 4,
  health: 3,
  culture: 3,
  tobacco: 3,
  registry: 1,
};

/** Every outcome that the world must show, each to be given to one permit of that department. */
export function outcomesToShow(): { department: CatalogueDepartment; outcome: Outcome }[] {
  return (Object.keys(OUTCOMES) as CatalogueDepartment[]).flatMap((department) => [
    ...OUTCOMES[department].map((outcome) => ({ department, outcome })),
    ...Array.from({ length: ENDING_SOON[department] }, () => ({ department, outcome: 'ENDS_SOON' as const })),
  ]);
}

export function statusOf(outcome: Outcome): PermitStatus {
  return outcome === 'VALID_PAST_END' || outcome === 'ENDS_SOON' ? 'VALID' : outcome;
}

export interface TermRequest {
  outcome: Outcome;
  /** Day of the first start, from which all dates are offsets. */
  day: string;
  /** Days before `day` on which the composite licence was issued. */
  issuedDaysAgo: number;
  /** Term of the permit type; null where it usually has no end. */
  validYears: number | null;
  openEnded: boolean;
}

/** The term of a permit that is consistent with its outcome on `day`. */
export function termOf(request: TermRequest, random: Random): Term {
  const { outcome, day, issuedDaysAgo, validYears } = request;
  const years = validYears ?? 5;
  switch (outcome) {
    case 'ENDS_SOON':
      return termUntil(addDays(day, random.between(2, 28)), years);
    case 'VALID_PAST_END':
    case 'EXPIRED':
      return termUntil(addDays(day, -random.between(1, Math.min(45, issuedDaysAgo))), years);
    case 'RENEWAL_PENDING':
      return termUntil(addDays(day, random.between(-10, 25)), years);
    default: {
      // Granted with the composite or in the weeks before, so that the shortest term (2 years) still has months left.
      const validFrom = addDays(day, -issuedDaysAgo - random.between(0, 25));
      return request.openEnded || validYears === null
        ? { validFrom, validTo: null }
        : termFrom(validFrom, validYears);
    }
  }
}
