import { DepartmentFault, type DepartmentClient, type ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { createHttpClient } from '../../../adapters/sdk/wire/http-client.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';

export interface JsonClientOptions {
  origin: string;
  /** Most sockets. */
  connections: number;
}

const HEADERS = { 'content-type': 'application/json' };

/**
 * The reference wire: `POST /permits/read {"numbers":[…]}` answers `{"permits":[{"number":…,"record":{…}}]}`, absent
 * ones left out, in canonical words. What an adapter costs beyond the hub itself is as small as it can be.
 */
export function createJsonClient({ origin, connections }: JsonClientOptions): DepartmentClient {
  const http = createHttpClient({ origin, connections });
  return {
    async read(numbers, { signal }) {
      const answer = await http.post('/permits/read', {
        headers: HEADERS,
        body: JSON.stringify({ numbers }),
        signal,
      });
      if (answer.status !== 200) throw new DepartmentFault('REJECTED', `HTTP ${answer.status}`);
      return attribute(numbers, readPermits(answer.body));
    },
    findByHolder: () => Promise.resolve([]),
    close: () => http.close(),
  };
}

interface JsonPermit {
  number: string;
  record: PermitRecord;
}

function readPermits(body: Buffer): JsonPermit[] {
  try {
    const { permits } = JSON.parse(body.toString()) as { permits?: unknown };
    if (Array.isArray(permits)) return permits as JsonPermit[];
  } catch {
    // Told below.
  }
  throw new DepartmentFault('BAD_DATA', 'answer is no list of permits');
}

/** By the number that each permit itself states; what was not asked for is not believed. */
function attribute(numbers: readonly string[], permits: readonly JsonPermit[]): ReadAnswer[] {
  const byNumber = new Map(permits.map((permit) => [permit.number, permit.record]));
  return numbers.map((number) => {
    const record = byNumber.get(number);
    return record ? { kind: 'FOUND', number, record } : { kind: 'ABSENT', number };
  });
}
