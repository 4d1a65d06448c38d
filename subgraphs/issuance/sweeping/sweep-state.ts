import type { Pool } from 'pg';
import { instant } from '../reading/licence-row.ts';

/** How far the sweep has come with one department; in the database, so that any worker goes on from there. */
export interface SweepState {
  cursor: string | null;
  /** The most permits that the department had in all of late, and when it last had so many (RFC 3339). */
  total: number | null;
  totalAt: string | null;
  /** Steps in a row that failed. */
  failures: number;
  /** RFC 3339. */
  heldSince: string | null;
  heldTotal: number | null;
  /** Number of the last entry that was looked at for not having been confirmed. */
  checkedUpTo: string | null;
}

const NOTHING: SweepState = {
  cursor: null,
  total: null,
  totalAt: null,
  failures: 0,
  heldSince: null,
  heldTotal: null,
  checkedUpTo: null,
};

export async function readSweepState(pool: Pool, department: string): Promise<SweepState> {
  const { rows } = await pool.query<SweepState>(
    `SELECT cursor, total, ${instant('total_at')} AS "totalAt", failures, ${instant('held_since')} AS "heldSince", held_total AS "heldTotal",
       checked_up_to AS "checkedUpTo"
     FROM issuance.sweep WHERE department = $1`,
    [department],
  );
  return rows[0] ?? NOTHING;
}

export interface SweepProgress {
  state: SweepState;
  /** Why the step failed; null where it did not. */
  fault: string | null;
  /** Whether the department has no more to tell for now. */
  finished: boolean;
}

export async function writeSweepState(
  pool: Pool,
  department: string,
  { state, fault, finished }: SweepProgress,
): Promise<void> {
  await pool.query(
    `INSERT INTO issuance.sweep AS s
       (department, cursor, total, total_at, failures, held_since, held_total, checked_up_to, fault, stepped_at,
        finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), CASE WHEN $10 THEN now() END)
     ON CONFLICT (department) DO UPDATE SET
       cursor = EXCLUDED.cursor, total = EXCLUDED.total, total_at = EXCLUDED.total_at, failures = EXCLUDED.failures,
       held_since = EXCLUDED.held_since, held_total = EXCLUDED.held_total, checked_up_to = EXCLUDED.checked_up_to,
       fault = EXCLUDED.fault, stepped_at = now(), finished_at = coalesce(EXCLUDED.finished_at, s.finished_at)`,
    [
      department,
      state.cursor,
      state.total,
      state.totalAt,
      state.failures,
      state.heldSince,
      state.heldTotal,
      state.checkedUpTo,
      fault,
      finished,
    ],
  );
}
