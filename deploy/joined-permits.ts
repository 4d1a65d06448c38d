import { v7 as uuid } from 'uuid';
import { DECLARED_PERMIT_TYPES } from '../subgraphs/domain/catalogue/catalogue.ts';
import type { PermitRecord } from '../subgraphs/domain/permit-record.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { KnownRecord } from './read-permits.ts';

/** A permit found at a department that is not of the demo world, with what the department says of it. */
export interface JoinedPermit {
  id: string;
  department: string;
  permitType: string;
  number: string;
  known: KnownRecord;
}

/** As many as one search takes (`schema/adapter-contract.graphql`). */
const HOLDERS_AT_ONCE = 50;
const QUERY = 'query ($usccs: [String!]!) { findByHolder(usccs: $usccs) { uscc number record } }';

interface Held {
  uscc: string;
  number: string;
  record: PermitRecord;
}

/**
 * The permits that businesses hold at a department, by business, asked of its adapter. A department that does not
 * answer has none for now: a licence is not kept from being imported by one of its departments.
 */
export async function joinedPermits(
  code: string,
  contract: SubgraphService,
  usccs: readonly string[],
): Promise<Map<string, JoinedPermit[]>> {
  const permitType = DECLARED_PERMIT_TYPES.find(({ department }) => department === code)?.code;
  const joined = new Map<string, JoinedPermit[]>();
  for (let from = 0; from < usccs.length; from += HOLDERS_AT_ONCE) {
    const confirmedAt = new Date().toISOString();
    const { data } = await contract.execute({
      query: QUERY,
      variables: { usccs: usccs.slice(from, from + HOLDERS_AT_ONCE) },
      caller: { role: 'service', id: 'import' },
      signal: new AbortController().signal,
    });
    for (const { uscc, number, record } of (data?.findByHolder as Held[] | undefined) ?? []) {
      const permit = {
        id: uuid(),
        department: code,
        permitType: permitType ?? code.toUpperCase(),
        number,
        known: { record, confirmedAt },
      };
      joined.set(uscc, [...(joined.get(uscc) ?? []), permit]);
    }
  }
  return joined;
}
