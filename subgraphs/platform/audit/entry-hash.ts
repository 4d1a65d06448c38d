import { hmacSm3Hex, sm3Hex } from '../../domain/sm3.ts';
import type { AuditEntry } from './audit-entry.ts';

/** What stands before the first entry of a chain. */
export const GENESIS = '0'.repeat(64);

/** Everything of an entry that its hash covers. */
export type HashedEntry = Omit<AuditEntry, 'hash' | 'keyId' | 'seal'>;

const FORM = 'one-licence-hub/audit/1';

/**
 * SM3 (GB/T 32905) over the canonical form of an entry: a JSON array of its fields in this order, led by the name of
 * the form. Its own place and the hash of the entry before are among them, so that none can be changed, moved, taken
 * out or put in between without every later hash being wrong.
 */
export function entryHash(entry: HashedEntry): string {
  return sm3Hex(
    JSON.stringify([
      FORM,
      entry.chain,
      entry.position,
      entry.previous,
      entry.id,
      entry.at.toISOString(),
      entry.actorRole,
      entry.actorId,
      entry.actorDepartment,
      entry.actorAuthority,
      entry.actorRegion,
      entry.action,
      entry.subjectType,
      entry.subjectId,
      entry.regionCode,
      entry.forWhom,
      entry.basis,
      entry.reason,
      entry.outcome,
      entry.code,
      entry.before,
      entry.after,
    ]),
  );
}

/** Seal of an entry; of no use as the seal of a head. */
export function entrySeal(secret: Buffer, hash: string): string {
  return hmacSm3Hex(secret, `entry\n${hash}`);
}

/** Seal of a chain's end: a head can only be put back to one that was captured earlier. */
export function headSeal(
  secret: Buffer,
  { chain, position, hash }: { chain: string; position: number; hash: string },
): string {
  return hmacSm3Hex(secret, `head\n${chain}\n${position}\n${hash}`);
}

/**
 * Digest of a thing for `before` and `after`: SM3 over its JSON, keys in order. Give it the thing's random id along
 * with its fields, or what is short (a name, a number) can be found by trying.
 */
export function digestOf(thing: Readonly<Record<string, unknown>>): string {
  return sm3Hex(JSON.stringify(Object.entries(thing).sort(([a], [b]) => (a < b ? -1 : 1))));
}
