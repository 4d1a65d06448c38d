import type { Pool } from 'pg';
import { instant } from '../reading/licence-row.ts';
import type { LastKnown, PermitRecord } from '../../domain/permit-record.ts';

/** A permit that stands on a licence, and what is known of it. */
export interface HeldEntry {
  id: string;
  number: string;
  numberKey: string;
  lastKnown: LastKnown | null;
}

interface EntryRow {
  id: string;
  number: string;
  number_key: string;
  revision: number | null;
  confirmed_at: string;
  record: PermitRecord;
}

const COLUMNS = `e.id, e.number, e.number_key, k.revision, ${instant('k.confirmed_at')} AS confirmed_at, k.record`;

/** Those of a department's permits that stand on licences; of most rows of a sweep there is none. */
export async function heldEntries(
  pool: Pool,
  department: string,
  numberKeys: readonly string[],
): Promise<HeldEntry[]> {
  const { rows } = await pool.query<EntryRow>({
    name: 'sweep_entries',
    text: `SELECT ${COLUMNS} FROM issuance.permit_entry e
      LEFT JOIN issuance.last_known_record k ON k.entry_id = e.id
      WHERE e.department = $1 AND e.number_key = ANY ($2)`,
    values: [department, numberKeys],
  });
  return rows.map(toEntry);
}

/**
 * The next entries in the order of their numbers that nobody has confirmed for a day: no list of changes shows a permit
 * that was deleted. `next` null: the end is reached.
 */
export async function unconfirmedEntries(
  pool: Pool,
  department: string,
  after: string,
  most: number,
): Promise<{ entries: HeldEntry[]; next: string | null }> {
  const { rows } = await pool.query<EntryRow & { is_old: boolean }>({
    name: 'sweep_unconfirmed',
    text: `SELECT ${COLUMNS}, k.confirmed_at < now() - interval '1 day' AS is_old
      FROM issuance.permit_entry e JOIN issuance.last_known_record k ON k.entry_id = e.id
      WHERE e.department = $1 AND e.number_key > $2 ORDER BY e.number_key LIMIT $3`,
    values: [department, after, most],
  });
  const last = rows.length < most ? null : (rows.at(-1)?.number_key ?? null);
  return { entries: rows.filter((row) => row.is_old).map(toEntry), next: last };
}

function toEntry(row: EntryRow): HeldEntry {
  const { id, number, number_key: numberKey, revision, confirmed_at: confirmedAt, record } = row;
  return {
    id,
    number,
    numberKey,
    lastKnown: revision === null ? null : { revision, confirmedAt, record },
  };
}
