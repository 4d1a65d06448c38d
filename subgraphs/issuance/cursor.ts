import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { LicenceFilter } from './reading/licence-filter.ts';
import type { ListPosition } from './reading/licence-lister.ts';

const MAC_BYTES = 16;

/** Makes and reads cursors that only this hub can make, each bound to its filter. */
export interface CursorSealer {
  seal(position: ListPosition, filter: LicenceFilter): string;
  /** Null where the cursor is forged, damaged or of another filter. */
  open(cursor: string, filter: LicenceFilter): ListPosition | null;
}

/** @param secret shared by all instances of issuance, so that a page may be continued anywhere */
export function createCursorSealer(secret: string): CursorSealer {
  const mac = (payload: string, filter: LicenceFilter) =>
    createHmac('sha256', secret)
      .update(payload)
      .update('\0')
      .update(digest(filter))
      .digest()
      .subarray(0, MAC_BYTES);

  return {
    seal(position, filter) {
      const payload = Buffer.from(`${position.issuedAtMs}:${position.number}`).toString('base64url');
      return `${payload}.${mac(payload, filter).toString('base64url')}`;
    },
    open(cursor, filter) {
      const [payload, given, ...rest] = cursor.split('.');
      if (!payload || !given || rest.length > 0) return null;
      const seal = Buffer.from(given, 'base64url');
      // Decoding overlooks spare bits and foreign characters: of many spellings only the one given out is a cursor.
      if (seal.length !== MAC_BYTES || seal.toString('base64url') !== given) return null;
      if (!timingSafeEqual(seal, mac(payload, filter))) return null;
      const text = Buffer.from(payload, 'base64url').toString();
      const colon = text.indexOf(':');
      return { issuedAtMs: Number(text.slice(0, colon)), number: text.slice(colon + 1) };
    },
  };
}

/** The same for equal filters, whatever the order of their keys and whether a condition is null or left out. */
function digest(filter: LicenceFilter): Buffer {
  const conditions = Object.entries(filter)
    .filter(([, condition]) => condition != null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(conditions)).digest();
}
