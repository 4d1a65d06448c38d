/**
 * Closes the case of changes that were told of, in time or late. A notice speaks for a change of its permit that was
 * seen before it, or after it within its time; it is used once for each entry, so that a second change which nobody told
 * of is not covered by the notice of the first.
 */
const settle = (which: string) => `
  WITH told AS (
    SELECT f.id AS finding, n.id AS notice, e.id AS entry, n.received_at
    FROM issuance.finding f
    JOIN issuance.permit_entry e ON e.id = f.entry_id
    JOIN issuance.notice n ON n.department = e.department AND n.number_key = e.number_key
      AND n.expires_at >= f.seen_at AND e.id <> ALL (n.spent_for)
    WHERE f.due_at IS NOT NULL AND f.reported_at IS NULL AND ${which}
  ), reported AS (
    UPDATE issuance.finding f SET reported_at = t.received_at
    FROM (SELECT finding, min(received_at) AS received_at FROM told GROUP BY finding) t WHERE f.id = t.finding
  )
  UPDATE issuance.notice n SET spent_for = n.spent_for || t.entries
  FROM (SELECT notice, array_agg(DISTINCT entry) AS entries FROM told GROUP BY notice) t WHERE n.id = t.notice`;

/** Of some entries. @param ids how the statement's one parameter is written: uuids, as PostgreSQL writes an array */
export const settleEntries = (ids: '$1' | '?') => settle(`e.id = ANY (${ids}::uuid[])`);

/** Of all whose time has run out. `$1`: business time. */
export const SETTLE_OVERDUE = settle(`f.kind = 'CHANGE_SEEN' AND f.due_at <= $1`);

/** `{…}`, for either way of writing the parameter. */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
