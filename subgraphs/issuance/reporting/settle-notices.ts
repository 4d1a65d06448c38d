/**
 * Closes the case of changes that were told of, in time or late. A notice with a version speaks for the change that
 * brought that version. Any other speaks for one change of its permit, the newest that nobody has told of yet, seen
 * before the notice or within its time after it; it is used once for each entry, so that a change which nobody told of
 * is not covered by the notice of another.
 */
const settle = (which: string) => `
  WITH untold AS (
    SELECT f.id, f.entry_id, f.seen_at, f.version_from, f.version_to, e.department, e.number_key,
      row_number() OVER (PARTITION BY f.entry_id ORDER BY f.seen_at DESC, f.revision DESC) AS place,
      max(f.seen_at) OVER (PARTITION BY f.entry_id) AS newest
    FROM issuance.finding f JOIN issuance.permit_entry e ON e.id = f.entry_id
    WHERE f.due_at IS NOT NULL AND f.reported_at IS NULL AND ${which}
  ), unspent AS (
    SELECT n.id, n.version, n.received_at, n.expires_at, u.entry_id, u.newest,
      row_number() OVER (PARTITION BY u.entry_id, n.version IS NULL ORDER BY n.received_at, n.id) AS place
    FROM (SELECT DISTINCT entry_id, department, number_key, newest FROM untold) u
    JOIN issuance.notice n ON n.department = u.department AND n.number_key = u.number_key
      AND u.entry_id <> ALL (n.spent_for) AND (n.version IS NOT NULL OR n.expires_at >= u.newest)
  ), told AS (
    SELECT u.id AS finding, n.id AS notice, u.entry_id AS entry, n.received_at
    FROM untold u JOIN unspent n ON n.entry_id = u.entry_id
      AND CASE WHEN n.version IS NULL THEN n.place = u.place
        ELSE n.version > u.version_from AND n.version <= u.version_to END
  ), reported AS (
    UPDATE issuance.finding f SET reported_at = t.received_at
    FROM (SELECT finding, min(received_at) AS received_at FROM told GROUP BY finding) t WHERE f.id = t.finding
  )
  UPDATE issuance.notice n SET spent_for = n.spent_for || t.entries
  FROM (SELECT notice, array_agg(DISTINCT entry) AS entries FROM told GROUP BY notice) t WHERE n.id = t.notice`;

/** Of some entries. @param ids how the statement's one parameter is written: uuids, as PostgreSQL writes an array */
export const settleEntries = (ids: '$1' | '?') => settle(`e.id = ANY (${ids}::uuid[])`);

/** Of every entry with a change whose time has run out. `$1`: business time. */
export const SETTLE_OVERDUE = settle(`f.entry_id IN (
  SELECT o.entry_id FROM issuance.finding o
  WHERE o.kind = 'CHANGE_SEEN' AND o.reported_at IS NULL AND o.due_at <= $1)`);

/** `{…}`, for either way of writing the parameter. */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
