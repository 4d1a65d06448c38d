import type { Pool, PoolClient } from 'pg';
import { v7 as uuid } from 'uuid';
import { permitNumberKey } from '../../domain/permit-number-key.ts';
import type { BusinessClock } from '../../platform/business-clock.ts';
import { inTransaction } from '../../platform/in-transaction.ts';
import { reportDeadline } from './report-deadline.ts';

/** A department's word that it changed a permit, as its adapter read it. */
export interface Notice {
  key: string;
  number: string;
  version?: number | null;
  /** RFC 3339. */
  sentAt?: string | null;
}

export interface NoteNoticesOptions {
  pool: Pool;
  clock: BusinessClock;
  /** Has the permits asked about, in the same transaction: what was noted is never left unattended. */
  attend(numbers: readonly string[], transaction: PoolClient): Promise<void>;
}

/** A permit may stand on licences of several regions: a notice goes by the nation's calendar. */
const NATION = '000000';

/**
 * Notes notices durably, each once however often it comes, and has their permits asked about.
 * @returns how many were new
 */
export async function noteNotices(
  department: string,
  notices: readonly Notice[],
  { pool, clock, attend }: NoteNoticesOptions,
): Promise<number> {
  if (notices.length === 0) return 0;
  const now = await clock.now();
  return inTransaction(pool, async (transaction) => {
    const noted = await transaction.query<{ number_key: string }>(
      `INSERT INTO issuance.notice
         (id, department, notice_key, number, number_key, version, sent_at, received_at, expires_at)
       SELECT id, $1, notice_key, number, number_key, version, sent_at, $2, $3
       FROM jsonb_to_recordset($4::jsonb) AS n(
         id uuid, notice_key text, number text, number_key text, version int, sent_at timestamptz)
       ON CONFLICT (department, notice_key) DO NOTHING RETURNING number_key`,
      [department, now, reportDeadline(now, NATION), JSON.stringify(notices.map(toRow))],
    );
    if (noted.rows.length === 0) return 0;
    // Which change a notice speaks for is clear only once the department has been asked.
    const held = await transaction.query<{ number: string }>(
      `SELECT DISTINCT ON (number_key) number FROM issuance.permit_entry
       WHERE department = $1 AND number_key = ANY ($2)`,
      [department, noted.rows.map(({ number_key }) => number_key)],
    );
    // A permit that stands on no licence is nobody's business here.
    await attend(
      held.rows.map(({ number }) => number),
      transaction,
    );
    return noted.rows.length;
  });
}

function toRow({ key, number, version, sentAt }: Notice) {
  return {
    id: uuid(),
    notice_key: key,
    number,
    number_key: permitNumberKey(number),
    version: version ?? null,
    sent_at: sentAt ?? null,
  };
}
