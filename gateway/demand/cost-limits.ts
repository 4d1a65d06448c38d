import type { Caller } from '../../subgraphs/domain/caller.ts';

/** What one kind of caller may ask for. */
export interface CostLimits {
  /** Of one operation. */
  mostCost: number;
  /** Rows of the largest page that is served; a larger one is refused by the owner of the list. */
  mostRows: number;
  /** Cost of all requests of one caller in a minute. */
  budget: number;
}

export type CallerKind = 'anonymous' | 'signedIn' | 'service';
export type CostLimitsByKind = Readonly<Record<CallerKind, CostLimits>>;

/**
 * A `compositeLicense` as published costs 30, and each request `REQUEST_COST` more: a signed-in caller has 1,500 a
 * minute. An anonymous one has 300 requests of cost 40. A service asks for a whole province; its budget is there to
 * stop one that has run wild.
 */
export const DEFAULT_COST_LIMITS: CostLimitsByKind = {
  anonymous: { mostCost: 1_000, mostRows: 100, budget: 15_000 },
  signedIn: { mostCost: 5_000, mostRows: 100, budget: 60_000 },
  service: { mostCost: 25_000, mostRows: 500, budget: 10_000_000 },
};

/** What every request costs its caller beside what it asks for: it has to be read, parsed and answered. */
export const REQUEST_COST = 10;
/** Licence numbers that a caller may ask for in vain in a minute; more looks like guessing. */
export const MOST_MISSES = 100;

export function callerKind({ role }: Caller): CallerKind {
  if (role === 'anonymous') return 'anonymous';
  return role === 'service' ? 'service' : 'signedIn';
}
