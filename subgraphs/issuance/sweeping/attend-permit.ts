import { permitNumberKey } from '../../domain/permit-number-key.ts';
import { applyObservations } from '../observing/apply-observations.ts';
import { settleEntries, uuidArray } from '../reporting/settle-notices.ts';
import { heldEntries } from './held-entries.ts';
import { readTruth } from './read-truth.ts';
import type { SweepTools, SweptDepartment } from './sweep-step.ts';

/**
 * Asks a department about one permit and takes in what it says.
 * @throws Error where it says nothing for now
 */
export async function attendPermit(
  department: SweptDepartment,
  number: string,
  { em, pool, clock }: SweepTools,
  signal: AbortSignal,
): Promise<void> {
  const entries = await heldEntries(pool, department.code, [permitNumberKey(number)]);
  const { observations, unanswered } = await readTruth(department.permits, department.code, entries, signal);
  await applyObservations(em, observations, clock);
  if (unanswered.length > 0) throw new Error('the department does not answer for now');
  const ids = uuidArray(entries.map(({ id }) => id));
  await pool.query(settleEntries('$1'), [ids]);
  await pool.query(SPEND_REACHED, [ids]);
}

/**
 * A notice of a version that is known has said what it had to say: it must not speak for a change that comes after.
 */
const SPEND_REACHED = `UPDATE issuance.notice n SET spent_for = n.spent_for || r.entries
  FROM (
    SELECT n.id AS notice, array_agg(e.id) AS entries
    FROM issuance.permit_entry e
    JOIN issuance.last_known_record k ON k.entry_id = e.id
    JOIN issuance.notice n ON n.department = e.department AND n.number_key = e.number_key
      AND e.id <> ALL (n.spent_for) AND (k.record ->> 'sourceVersion')::int >= n.version
    WHERE e.id = ANY ($1::uuid[]) GROUP BY n.id
  ) r WHERE n.id = r.notice`;
