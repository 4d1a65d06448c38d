import type { Caller } from './caller.ts';
import { regionPrefix } from './region.ts';

/**
 * Which licences a caller may see, as data for SQL: null is no restriction in that respect. A region is the prefix
 * that the codes in it share.
 */
export interface Remit {
  regionPrefix: string | null;
  holderUscc: string | null;
  department: string | null;
}

/** Matches no licence: no region code begins so. */
const NOTHING: Remit = Object.freeze({ regionPrefix: '!', holderUscc: null, department: null });
const EVERYTHING: Remit = Object.freeze({ regionPrefix: null, holderUscc: null, department: null });

/** The remit of a caller by the contract's table; a token without what its role needs sees nothing. */
export function remitOf(caller: Caller): Remit {
  switch (caller.role) {
    case 'service':
      return EVERYTHING;
    case 'applicant':
      return caller.uscc ? { regionPrefix: null, holderUscc: caller.uscc, department: null } : NOTHING;
    case 'officer':
      return caller.department ? within(caller.region, caller.department) : NOTHING;
    case 'clerk':
    case 'inspector':
    case 'lead':
    case 'issuer':
    case 'regulator':
      return within(caller.region, null);
    case 'anonymous':
      return NOTHING;
  }
}

/** A code of zeros would cover the whole country: no token's region does. */
function within(region: string | undefined, department: string | null): Remit {
  if (region === undefined || !/^[1-9]\d{5}$/.test(region)) return NOTHING;
  return { regionPrefix: regionPrefix(region), holderUscc: null, department };
}
