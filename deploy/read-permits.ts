import type { Observation, PermitRecord } from '../subgraphs/domain/permit-record.ts';
import { departmentByCode } from '../subgraphs/domain/departments.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';

export interface PermitToRead {
  id: string;
  number: string;
}

export interface KnownRecord {
  record: PermitRecord;
  confirmedAt: string;
}

/** Permits in one question: small enough that a slow system answers within its budget. */
const AT_ONCE = 40;
const ATTEMPTS = 3;

/**
 * What a department says of permits that nothing is known of yet, by permit id, read through its adapter like any
 * query. A permit that its department would not answer for is missing from the result.
 */
export async function readPermits(
  adapter: SubgraphService,
  permits: readonly PermitToRead[],
): Promise<Map<string, KnownRecord>> {
  const known = new Map<string, KnownRecord>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const missing = permits.filter(({ id }) => !known.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      for (const observation of await observe(adapter, missing.slice(from, from + AT_ONCE))) {
        if (!observation.record) continue;
        known.set(observation.permitId, { record: observation.record, confirmedAt: observation.observedAt });
      }
    }
    if (known.size === permits.length) break;
  }
  return known;
}

async function observe(adapter: SubgraphService, permits: readonly PermitToRead[]): Promise<Observation[]> {
  const typename = departmentByCode(adapter.name)?.permitType;
  const { extensions } = await adapter.execute({
    query: `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ${typename} { freshness { state } } }
    }`,
    variables: {
      representations: permits.map(({ id, number }) => ({
        __typename: typename,
        id,
        number,
        lastKnown: null,
      })),
    },
    caller: { role: 'service', id: 'import' },
    signal: new AbortController().signal,
  });
  return (extensions?.observations as Observation[] | undefined) ?? [];
}
