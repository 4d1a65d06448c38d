import type { Pool } from 'pg';
import { inTransaction } from '../../platform/in-transaction.ts';
import { SETTLE_OVERDUE } from './settle-notices.ts';

/**
 * What a department has not told of in time turns `UNREPORTED` (未通报), for ever: a notice that comes late is noted
 * beside it. Any number of workers may do this at once. @param now business time @returns how many turned
 */
export function turnUnreported(pool: Pool, now: Date): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(SETTLE_OVERDUE, [now]);
    const { rowCount } = await client.query(
      `UPDATE issuance.finding SET kind = 'UNREPORTED', detail = detail || '；一个工作日内未收到部门通报'
       WHERE kind = 'CHANGE_SEEN' AND reported_at IS NULL AND due_at <= $1`,
      [now],
    );
    return rowCount ?? 0;
  });
}
