import type { Caller } from '../../domain/caller.ts';

/** What somebody did, or was refused, as it goes into the audit log. */
export interface AuditAct {
  /** Who. */
  caller: Caller;
  /** What, e.g. `registry.permit.suspend`. */
  action: string;
  /**
   * On which thing: its kind in the graph, and the number or id by which it is known there. It is kept as it is (a
   * permit's number can look like a person's): what somebody only typed must be masked before.
   */
  subject: { type: string; id: string };
  /** Region of the thing (GB/T 2260); it names the chains, so that a region's log can be cut out with its tables. */
  regionCode: string;
  /** For whom: the business's USCC, or null where it concerns none. */
  forWhom: string | null;
  /** On what legal basis, and why; null where nobody said (a refusal). */
  basis: string | null;
  reason: string | null;
  outcome: 'DONE' | 'REFUSED';
  /** Code of the error where it was refused. */
  code: string | null;
  /** Digests of the thing (`digestOf`); null where there was none, or is none. */
  before: string | null;
  after: string | null;
}
