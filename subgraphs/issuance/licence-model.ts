import type { StoredLicence } from './reading/licence-row.ts';

/** Parent of `CompositeLicense` fields: a licence as stored, or the reference that a router sends for its status. */
export interface LicenceModel {
  number: string;
  face: string;
  stored?: StoredLicence;
}

/**
 * What decides the composite status beside the permits: the minimum, and which position of `subPermits` is on the
 * face. It travels as an opaque key, so that the status needs no second SQL.
 */
export function writeFace(licence: StoredLicence): string {
  return `${licence.minimum}:${licence.entries.map(({ onFace }) => (onFace ? '1' : '0')).join('')}`;
}

/** @throws TypeError where a router sends something else */
export function readFace(face: unknown): { minimum: number; onFace: boolean[] } {
  const match = typeof face === 'string' ? /^(\d{1,3}):([01]*)$/.exec(face) : null;
  if (!match) throw new TypeError('unreadable face');
  return { minimum: Number(match[1]), onFace: [...(match[2] ?? '')].map((flag) => flag === '1') };
}
