import { createHash } from 'node:crypto';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { CallerAccount, type Excess } from './caller-account.ts';
import { MOST_MISSES, callerKind, type CallerKind, type CostLimitsByKind } from './cost-limits.ts';

export interface CallerAccounts {
  /** @param address of the client; what an anonymous caller is known by */
  of(caller: Caller, address: string): CallerAccount;
}

export interface CallerAccountsOptions {
  limits: CostLimitsByKind;
  /** How many processes share the callers: each has its part of every budget. Default 1. */
  processes?: number;
  /** Most accounts kept; about 200 bytes each. Default 50,000. */
  most?: number;
  onExcess?(excess: Excess): void;
}

/** After so long untouched an account is as new, milliseconds. */
const FORGOTTEN_AFTER_MS = 60_000;
const LONGEST_KEY = 100;

/** The accounts of all callers: by subject where they are signed in, else by address. Bounded, and lost at a restart. */
export function createCallerAccounts({
  limits,
  processes = 1,
  most = 50_000,
  onExcess = () => undefined,
}: CallerAccountsOptions): CallerAccounts {
  const share = (amount: number) => Math.max(1, Math.floor(amount / processes));
  const ofKind = (kind: CallerKind) => ({ budget: share(limits[kind].budget), misses: share(MOST_MISSES) });
  const limitsOf = {
    anonymous: ofKind('anonymous'),
    signedIn: ofKind('signedIn'),
    service: ofKind('service'),
  };
  /** Two generations: what was touched in neither has been idle for a minute at least, and is dropped unseen. */
  let recent = new Map<string, CallerAccount>();
  let before = new Map<string, CallerAccount>();
  let turned = performance.now();

  function turn(now: number): void {
    before = recent;
    recent = new Map();
    turned = now;
  }

  return {
    of(caller, address) {
      const kind = callerKind(caller);
      const key = kind === 'anonymous' ? `@${networkOf(address)}` : `${kind}:${short(caller.id ?? '')}`;
      const known = recent.get(key);
      if (known) return known;
      const now = performance.now();
      // Early where callers are too many to keep: whoever has so many addresses or tokens gains no more by that.
      if (now - turned > FORGOTTEN_AFTER_MS || recent.size >= most / 2) turn(now);
      const account = before.get(key) ?? new CallerAccount(limitsOf[kind], onExcess);
      recent.set(key, account);
      return account;
    },
  };
}

function short(id: string): string {
  return id.length <= LONGEST_KEY ? id : createHash('sha256').update(id).digest('base64url');
}

/** An IPv6 client has a whole /64 of addresses to choose from (RFC 6177): it is known by that. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  if (!address.includes('::')) return left.slice(0, 4).join(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
