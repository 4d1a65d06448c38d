import { UnknownCursor, type ChangesPage } from '../sdk/contract.ts';
import { toPermitRecord, type RegistryRow } from './mapping.ts';

export const COLUMNS = `number, status, valid_from::text AS "validFrom", valid_to::text AS "validTo", scope,
  holder_name AS "holderName", holder_uscc AS "holderUscc", address, issued_by AS "issuedBy", authority, version`;

/** Changes of a step. */
const STEP = 500;

/**
 * The permits whose last change is among the next of all changes, and the decisions among them as notices: an
 * officer's change in the graph is reported by being made.
 */
export const CHANGES_SQL = `
  WITH step AS (
    SELECT $1::bigint AS after, c.last, LEAST($1::bigint + ${STEP}, c.last) AS until FROM registry.change_counter c
  )
  SELECT step.last::text AS last, step.until::text AS until,
    (SELECT count(*) FROM registry.permit)::int AS total,
    (SELECT coalesce(json_agg(p ORDER BY p."changedAs"), '[]') FROM (
      SELECT ${COLUMNS}, changed_as AS "changedAs", updated_at AS "updatedAt"
      FROM registry.permit WHERE changed_as > step.after AND changed_as <= step.until) p) AS permits,
    (SELECT coalesce(json_agg(n ORDER BY n.sequence), '[]') FROM (
      SELECT sequence, id, number, version, recorded_at AS "recordedAt"
      FROM registry.change WHERE sequence > step.after AND sequence <= step.until) n) AS notices
  FROM step`;

export interface ChangesRow {
  /** bigint as text. */
  last: string;
  until: string;
  total: number;
  permits: (RegistryRow & { updatedAt: string })[];
  notices: { id: string; number: string; version: number; recordedAt: string }[];
}

/** Cursors are the number of the last change seen. @throws UnknownCursor */
export function readCursor(after: string | null): string {
  if (after === null) return '0';
  if (!/^\d{1,15}$/.test(after)) throw new UnknownCursor();
  return after;
}

/** @throws UnknownCursor where the registry has not come so far: it has been restored from a copy */
export function readChangesPage(after: string, row: ChangesRow | undefined): ChangesPage {
  if (!row || Number(after) > Number(row.last)) throw new UnknownCursor();
  return {
    changes: row.permits.map((permit) => ({
      number: permit.number,
      record: toPermitRecord(permit),
      version: permit.version,
      changedAt: new Date(permit.updatedAt).toISOString(),
    })),
    notices: row.notices.map(({ id, number, version, recordedAt }) => ({
      key: id,
      number,
      version,
      sentAt: new Date(recordedAt).toISOString(),
    })),
    cursor: row.until,
    more: Number(row.until) < Number(row.last),
    total: row.total,
  };
}
