import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { regionPrefix } from '../../domain/region.ts';
import type { Remit } from '../../domain/remit.ts';
import { regionRange } from './region-range.ts';
import type { LicenceFilter } from './licence-filter.ts';
import {
  ENTRIES_JOIN,
  FINDINGS_JOIN,
  LICENCE_COLUMNS,
  toStoredLicence,
  type LicenceRow,
  type StoredLicence,
} from './licence-row.ts';

/** Where a page begins: after this licence in the list's order. */
export interface ListPosition {
  /** Milliseconds since 1970. */
  issuedAtMs: number;
  number: string;
}

export interface LicenceListRequest {
  remit: Remit;
  filter: LicenceFilter;
  first: number;
  after: ListPosition | null;
  /** Today in Beijing, `YYYY-MM-DD`. */
  today: string;
  findings: boolean;
  total: boolean;
}

export interface LicencePage {
  /** Null where it was not asked for. */
  total: number | null;
  licences: StoredLicence[];
  hasNext: boolean;
}

type PageRow = Partial<LicenceRow> & { total: number | null };

/** Status by the clock, as `effectiveStatus` has it. */
const effective = (today: string) =>
  `CASE WHEN k.status = 'VALID' AND k.valid_to < ${today}::date THEN 'EXPIRED' ELSE k.status END`;

/** A page of licences and their total in one round trip; the text depends on which conditions are set, only. */
export async function listLicences(pool: Pool, request: LicenceListRequest): Promise<LicencePage> {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const conditions = [
    ...remitConditions(request.remit, value),
    ...filterConditions(request.filter, request.today, value),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const after = request.after ? `WHERE ${afterCondition(request.after, value)}` : '';
  const text = `
    WITH matching AS (SELECT l.id, l.issued_at, l.number FROM issuance.composite_licence l ${where}),
    page AS (
      SELECT m.id, m.issued_at, m.number FROM matching m ${after}
      ORDER BY m.issued_at DESC, m.number LIMIT ${value(request.first + 1)}::int
    )
    SELECT t.total, r.* FROM (SELECT ${request.total ? '(SELECT count(*)::int FROM matching)' : 'NULL::int'} AS total) t
    LEFT JOIN LATERAL (
      SELECT ${LICENCE_COLUMNS}${request.findings ? ', f.findings' : ''}, l.issued_at AS sort_issued_at
      FROM page JOIN issuance.composite_licence l ON l.id = page.id
      ${ENTRIES_JOIN}
      ${request.findings ? FINDINGS_JOIN : ''}
    ) r ON true
    ORDER BY r.sort_issued_at DESC, r.number`;
  const name = `licences_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  const { rows } = await pool.query<PageRow>({ name, text, values });
  const licences = rows.filter((row): row is LicenceRow & PageRow => row.number != null).map(toStoredLicence);
  return {
    total: rows[0]?.total ?? null,
    licences: licences.slice(0, request.first),
    hasNext: licences.length > request.first,
  };
}

type Value = (given: unknown) => string;

function remitConditions(remit: Remit, value: Value): string[] {
  const conditions: string[] = [];
  const range = regionRange(remit.regionPrefix);
  if (range) conditions.push(`l.region_code >= ${value(range.from)} AND l.region_code < ${value(range.to)}`);
  if (remit.holderUscc !== null) conditions.push(`l.holder_uscc = ${value(remit.holderUscc)}`);
  if (remit.department !== null) {
    conditions.push(`EXISTS (SELECT 1 FROM issuance.permit_entry d
      WHERE d.licence_id = l.id AND d.department = ${value(remit.department)})`);
  }
  return conditions;
}

function filterConditions(filter: LicenceFilter, today: string, value: Value): string[] {
  const conditions: string[] = [];
  if (filter.regionCode) {
    const range = regionRange(regionPrefix(filter.regionCode));
    if (range)
      conditions.push(`l.region_code >= ${value(range.from)} AND l.region_code < ${value(range.to)}`);
  }
  if (filter.industryCode) conditions.push(`l.industry_code = ${value(filter.industryCode)}`);
  if (filter.status) conditions.push(`${compositeStatus(value(today))} = ${value(filter.status)}`);
  const permit: string[] = [];
  if (filter.department) permit.push(`e.department = ${value(filter.department)}`);
  if (filter.permitStatus) {
    permit.push(`coalesce(${effective(value(today))}, 'UNKNOWN') = ${value(filter.permitStatus)}`);
  }
  if (filter.expiresFrom) permit.push(`k.valid_to >= ${value(filter.expiresFrom)}::date`);
  if (filter.expiresTo) permit.push(`k.valid_to <= ${value(filter.expiresTo)}::date`);
  if (permit.length > 0) {
    conditions.push(`EXISTS (SELECT 1 FROM issuance.permit_entry e
      LEFT JOIN issuance.last_known_record k ON k.entry_id = e.id
      WHERE e.licence_id = l.id AND ${permit.join(' AND ')})`);
  }
  return conditions;
}

/** The contract's rule over the last known records (`compositeStatus` has it for the live answer). */
function compositeStatus(today: string): string {
  return `(SELECT CASE
      WHEN count(*) = count(*) FILTER (WHERE s.status IN ('VALID', 'RENEWAL_PENDING'))
        AND count(*) >= l.minimum THEN 'VALID'
      WHEN count(*) FILTER (WHERE s.status IN ('VALID', 'RENEWAL_PENDING', 'UNKNOWN')) < l.minimum THEN 'VOID'
      ELSE 'PARTIAL' END
    FROM (SELECT coalesce(${effective(today)}, 'UNKNOWN') AS status
      FROM issuance.permit_entry e LEFT JOIN issuance.last_known_record k ON k.entry_id = e.id
      WHERE e.licence_id = l.id AND e.on_face) s)`;
}

/** Newest first, then by number. */
function afterCondition(after: ListPosition, value: Value): string {
  const issuedAt = `to_timestamp(${value(after.issuedAtMs)}::double precision / 1000)`;
  const number = value(after.number);
  return `(m.issued_at < ${issuedAt} OR (m.issued_at = ${issuedAt} AND m.number > ${number}))`;
}
