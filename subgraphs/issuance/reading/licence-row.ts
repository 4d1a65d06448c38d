import type { LastKnown, PermitRecord } from '../../domain/permit-record.ts';

/** A licence as one row of SQL, its entries and findings as JSON. */
export interface LicenceRow {
  number: string;
  version: number;
  region_code: string;
  industry_code: string;
  industry_name: string;
  minimum: number;
  holder_uscc: string;
  holder_name: string;
  premises_address: string;
  issuer_name: string;
  issued_at: string;
  entries: string;
  findings?: string | null;
}

export interface StoredEntry {
  id: string;
  department: string;
  permitType: string;
  number: string;
  onFace: boolean;
  lastKnown: LastKnown | null;
}

export interface StoredFinding {
  id: string;
  kind: string;
  detail: string;
  department: string;
  permitNumber: string;
  openedAt: string;
  dueAt: string | null;
  reportedAt: string | null;
}

export interface StoredLicence {
  number: string;
  version: number;
  regionCode: string;
  industry: { code: string; name: string };
  minimum: number;
  holder: { uscc: string; name: string };
  premisesAddress: string;
  issuerName: string;
  issuedAt: string;
  entries: StoredEntry[];
  findings: StoredFinding[] | null;
}

/** An instant as RFC 3339 in UTC with milliseconds, written by the database. */
export const instant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Columns of a licence `l` with the entries that `ENTRIES_JOIN` brings. */
export const LICENCE_COLUMNS = `l.number, l.version, l.region_code, l.industry_code, l.industry_name, l.minimum,
  l.holder_uscc, l.holder_name, l.premises_address, l.issuer_name, ${instant('l.issued_at')} AS issued_at, e.entries`;

export const ENTRIES_JOIN = `CROSS JOIN LATERAL (
  SELECT coalesce(json_agg(json_build_array(
    e.id, e.department, e.permit_type, e.number, e.on_face, k.revision, ${instant('k.confirmed_at')}, k.record
  ) ORDER BY e.position), '[]')::text AS entries
  FROM issuance.permit_entry e
  LEFT JOIN issuance.last_known_record k ON k.entry_id = e.id
  WHERE e.licence_id = l.id
) e`;

export const FINDINGS_JOIN = `CROSS JOIN LATERAL (
  SELECT coalesce(json_agg(json_build_object(
    'id', f.id, 'kind', f.kind, 'detail', f.detail, 'department', f.department, 'permitNumber', e.number,
    'openedAt', ${instant('f.opened_at')}, 'dueAt', ${instant('f.due_at')}, 'reportedAt', ${instant('f.reported_at')}
  ) ORDER BY f.opened_at DESC, f.id), '[]')::text AS findings
  FROM issuance.finding f JOIN issuance.permit_entry e ON e.id = f.entry_id
  WHERE f.licence_id = l.id
) f`;

type EntryTuple = [
  id: string,
  department: string,
  permitType: string,
  number: string,
  onFace: boolean,
  revision: number | null,
  confirmedAt: string | null,
  record: PermitRecord | null,
];

export function toStoredLicence(row: LicenceRow): StoredLicence {
  return {
    number: row.number,
    version: row.version,
    regionCode: row.region_code,
    industry: { code: row.industry_code, name: row.industry_name },
    minimum: row.minimum,
    holder: { uscc: row.holder_uscc, name: row.holder_name },
    premisesAddress: row.premises_address,
    issuerName: row.issuer_name,
    issuedAt: row.issued_at,
    entries: (JSON.parse(row.entries) as EntryTuple[]).map(toStoredEntry),
    findings: row.findings ? (JSON.parse(row.findings) as StoredFinding[]) : null,
  };
}

function toStoredEntry(tuple: EntryTuple): StoredEntry {
  const [id, department, permitType, number, onFace, revision, confirmedAt, record] = tuple;
  return {
    id,
    department,
    permitType,
    number,
    onFace,
    lastKnown:
      revision !== null && confirmedAt !== null && record !== null ? { revision, confirmedAt, record } : null,
  };
}
