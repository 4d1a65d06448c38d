import type { AdapterDefinition, DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { believe } from '../../../adapters/sdk/reading/believe.ts';
import { beijingDate } from '../../../subgraphs/domain/beijing-time.ts';
import { permitType } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import { compositeStatus } from '../../../subgraphs/domain/composite-status.ts';
import { departmentByCode } from '../../../subgraphs/domain/departments.ts';
import type { PermitStatus } from '../../../subgraphs/domain/permit-status.ts';
import { remitOf } from '../../../subgraphs/domain/remit.ts';
import { showLastKnown, showLive, type ShownPermit } from '../../../subgraphs/domain/shown-permit.ts';
import { createCursorSealer } from '../../../subgraphs/issuance/cursor.ts';
import { listLicences } from '../../../subgraphs/issuance/reading/licence-lister.ts';
import { readLicences } from '../../../subgraphs/issuance/reading/licence-reader.ts';
import type { StoredEntry, StoredLicence } from '../../../subgraphs/issuance/reading/licence-row.ts';
import { benchDefinitions, connectClient, type DepartmentAccess } from '../adapters.ts';
import pg from 'pg';
import { BENCH_CALLER } from './system.ts';

const CALL_BUDGET_MS = 800;
/** As many as the hub's own pool. */
const CONNECTIONS = 10;
const SPECIFIC: Readonly<Record<string, string>> = {
  FoodPermit: 'businessForm',
  HealthPermit: 'hygieneCategory',
  CulturePermit: 'venueType',
  TobaccoPermit: 'holderNature',
};

interface Department {
  definition: AdapterDefinition;
  client: DepartmentClient;
}

/** The answers to the contract's two operations, written out by hand. */
export async function openFloorAnswers(databaseUrl: string, access: DepartmentAccess) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const { rows } = await pool.query<{ value: string }>(
    `SELECT value FROM issuance.secret WHERE name = 'cursor'`,
  );
  const cursors = createCursorSealer(String(rows[0]?.value));
  const remit = remitOf(BENCH_CALLER);
  const departments = new Map(
    benchDefinitions(access).map((definition): [string, Department] => [
      definition.department.code,
      { definition, client: connectClient(definition, access) },
    ]),
  );

  /** Live answers by entry: one call to each department for all its entries, cut to what it takes in one. */
  async function ask(entries: readonly StoredEntry[]): Promise<Map<StoredEntry, ShownPermit>> {
    const shown = new Map<StoredEntry, ShownPermit>();
    await Promise.all(
      [...Map.groupBy(entries, ({ department }) => department)].flatMap(([code, mine]) => {
        const department = departments.get(code);
        if (!department) throw new Error(`no department ${code}`);
        const { batchSize } = department.definition.limits;
        const batches = [];
        for (let from = 0; from < mine.length; from += batchSize) {
          batches.push(askOne(department, mine.slice(from, from + batchSize), shown));
        }
        return batches;
      }),
    );
    return shown;
  }

  async function askOne(
    { definition, client }: Department,
    entries: readonly StoredEntry[],
    shown: Map<StoredEntry, ShownPermit>,
  ): Promise<void> {
    const sentAt = Date.now();
    const source = definition.department.name;
    const answers = believe(
      definition,
      await client.read(
        entries.map(({ number }) => number),
        { signal: AbortSignal.timeout(CALL_BUDGET_MS) },
      ),
    );
    const now = new Date();
    const byNumber = new Map(answers.map((answer) => [answer.number, answer]));
    for (const entry of entries) {
      const answer = byNumber.get(entry.number);
      shown.set(
        entry,
        answer?.kind === 'FOUND'
          ? showLive(answer.record, sentAt, null, source, now)
          : showLastKnown(entry.lastKnown, 'BAD_DATA', source, now),
      );
    }
  }

  return {
    async one(number: string) {
      const [licence] = await readLicences(pool, [{ number, remit, findings: false }]);
      if (!licence) return null;
      const shown = await ask(licence.entries);
      const { holder, industry, issuedAt } = licence;
      return {
        number: licence.number,
        version: licence.version,
        status: statusOf(licence, shown),
        industry: { code: industry.code, name: industry.name },
        holder: { uscc: holder.uscc, name: holder.name },
        premises: { regionCode: licence.regionCode, address: licence.premisesAddress },
        issuer: { name: licence.issuerName },
        issuedAt,
        subPermits: licence.entries.map((entry) => {
          const department = departmentByCode(entry.department);
          const permit = shown.get(entry) as ShownPermit;
          const { state, asOf, reason } = permit.freshness;
          const typename = String(department?.permitType);
          const specific = SPECIFIC[typename] as string;
          return {
            __typename: typename,
            id: entry.id,
            number: entry.number,
            permitType: {
              code: entry.permitType,
              name: permitType(entry.permitType)?.name ?? entry.permitType,
            },
            department: { code: entry.department, name: department?.name },
            status: permit.status ?? null,
            validFrom: permit.validFrom ?? null,
            validTo: permit.validTo ?? null,
            scope: permit.scope ?? null,
            freshness: { state, asOf, reason },
            [specific]: permit[specific] ?? null,
          };
        }),
      };
    },

    async page(first: number, after: string | null) {
      const page = await listLicences(pool, {
        remit,
        filter: {},
        first,
        after: after === null ? null : cursors.open(after, {}),
        today: beijingDate(new Date()),
        findings: false,
        total: true,
      });
      const shown = await ask(page.licences.flatMap(({ entries }) => entries));
      const edges = page.licences.map((licence) => ({
        cursor: cursors.seal({ issuedAtMs: Date.parse(licence.issuedAt), number: licence.number }, {}),
        node: {
          number: licence.number,
          status: statusOf(licence, shown),
          industry: { code: licence.industry.code, name: licence.industry.name },
          holder: { name: licence.holder.name },
          premises: { regionCode: licence.regionCode },
          subPermits: licence.entries.map((entry) => {
            const permit = shown.get(entry) as ShownPermit;
            const { state, asOf } = permit.freshness;
            return {
              id: entry.id,
              number: entry.number,
              status: permit.status ?? null,
              validTo: permit.validTo ?? null,
              freshness: { state, asOf },
            };
          }),
        },
      }));
      return {
        totalCount: page.total ?? 0,
        pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor ?? null },
        edges,
      };
    },

    async close() {
      await Promise.all([...departments.values()].map(({ client }) => client.close()));
      await pool.end();
    },
  };
}

function statusOf({ minimum, entries }: StoredLicence, shown: ReadonlyMap<StoredEntry, ShownPermit>) {
  return compositeStatus({
    minimum,
    permits: entries.map((entry) => {
      const permit = shown.get(entry);
      return {
        onFace: entry.onFace,
        status: permit?.status as PermitStatus | undefined,
        state: permit?.freshness.state,
      };
    }),
  });
}
