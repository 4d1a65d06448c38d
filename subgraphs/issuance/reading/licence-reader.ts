import type { Pool } from 'pg';
import type { Remit } from '../../domain/remit.ts';
import { regionRange } from './region-range.ts';
import {
  ENTRIES_JOIN,
  FINDINGS_JOIN,
  LICENCE_COLUMNS,
  toStoredLicence,
  type LicenceRow,
  type StoredLicence,
} from './licence-row.ts';

export interface LicenceKey {
  number: string;
  remit: Remit;
  findings: boolean;
}

/**
 * Remits travel as data, so that one statement serves callers of different remits and a licence outside the remit
 * takes the very path of one that does not exist.
 */
const statement = (findings: boolean) => `
  SELECT q.position::int, ${LICENCE_COLUMNS}${findings ? ', f.findings' : ''}
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
    WITH ORDINALITY AS q (number, region_from, region_to, holder_uscc, department, position)
  JOIN issuance.composite_licence l ON l.number = q.number
    AND (q.region_from IS NULL OR (l.region_code >= q.region_from AND l.region_code < q.region_to))
    AND (q.holder_uscc IS NULL OR l.holder_uscc = q.holder_uscc)
    AND (q.department IS NULL OR EXISTS (
      SELECT 1 FROM issuance.permit_entry d WHERE d.licence_id = l.id AND d.department = q.department))
  ${ENTRIES_JOIN}
  ${findings ? FINDINGS_JOIN : ''}`;

const WITHOUT_FINDINGS = { name: 'licence_read', text: statement(false) };
const WITH_FINDINGS = { name: 'licence_read_findings', text: statement(true) };

/** Reads licences by number, each within its remit, in one round trip; null where there is none to be seen. */
export async function readLicences(
  pool: Pool,
  keys: readonly LicenceKey[],
): Promise<readonly (StoredLicence | null)[]> {
  const ranges = keys.map(({ remit }) => regionRange(remit.regionPrefix));
  const { rows } = await pool.query<LicenceRow & { position: number }>({
    ...(keys.some(({ findings }) => findings) ? WITH_FINDINGS : WITHOUT_FINDINGS),
    values: [
      keys.map(({ number }) => number),
      ranges.map((range) => range?.from ?? null),
      ranges.map((range) => range?.to ?? null),
      keys.map(({ remit }) => remit.holderUscc),
      keys.map(({ remit }) => remit.department),
    ],
  });
  const licences = new Array<StoredLicence | null>(keys.length).fill(null);
  for (const row of rows) licences[row.position - 1] = toStoredLicence(row);
  return licences;
}
