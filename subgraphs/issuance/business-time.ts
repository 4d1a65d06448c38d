import type { Pool } from 'pg';
import type { BusinessClock } from '../platform/business-clock.ts';

/**
 * Business time as all roles on this database have it: the real time, or what `moveBusinessTime` made of it, going on
 * from there.
 */
export function createBusinessClock(pool: Pool): BusinessClock {
  return {
    async now() {
      const { rows } = await pool.query<{ offset_ms: string }>(
        'SELECT offset_ms FROM issuance.business_time',
      );
      return new Date(Date.now() + Number(rows[0]?.offset_ms ?? 0));
    },
  };
}

/** Sets business time, for tests and demonstrations. @param to null: the real time again */
export async function moveBusinessTime(pool: Pool, to: Date | null): Promise<void> {
  await pool.query(
    `INSERT INTO issuance.business_time (only_one, offset_ms) VALUES (true, $1)
     ON CONFLICT (only_one) DO UPDATE SET offset_ms = EXCLUDED.offset_ms`,
    [to === null ? 0 : to.getTime() - Date.now()],
  );
}
