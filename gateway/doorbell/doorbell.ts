import type { GraphQLError } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { SubgraphService } from '../../subgraphs/platform/subgraph-service.ts';

export interface DoorbellOptions {
  /** `schema/adapter-contract.graphql` of the adapters, by department code. */
  contracts: ReadonlyMap<string, SubgraphService>;
  /** `schema/issuance-internal.graphql`. */
  issuance: SubgraphService;
}

/** A department's call at the hub's door. */
export interface Ring {
  department: string;
  headers: { name: string; value: string }[];
  body: Buffer;
}

/**
 * Takes a message: its adapter checks the signature and reads it, issuance notes durably what it is about.
 * @returns what the department wants to hear
 * @throws GraphQLError NOT_FOUND, NOTICE_FORGED, BAD_REQUEST or SERVICE_UNAVAILABLE
 */
export type Doorbell = (ring: Ring) => Promise<string>;

const WITHIN_MS = 3_000;
const MOST_NOTICES = 100;
const READ = `query ($message: DoorbellMessage!) {
  readMessage(message: $message) { notices { key number version sentAt } reply }
}`;
const NOTE = `mutation ($department: String!, $notices: [NoticeInput!]!) {
  noteNotices(department: $department, notices: $notices)
}`;

export function createDoorbell({ contracts, issuance }: DoorbellOptions): Doorbell {
  return async ({ department, headers, body }) => {
    const contract = contracts.get(department);
    if (!contract) throw hubError('NOT_FOUND', 'No department of this name calls back here.');
    const message = { headers, body: body.toString('base64') };
    const { notices, reply } = (await ask(contract, READ, { message })).readMessage as {
      notices: unknown[];
      reply: string;
    };
    if (notices.length > MOST_NOTICES) {
      throw hubError('BAD_REQUEST', `A message may announce ${MOST_NOTICES} changes; send several.`);
    }
    // Only what can no longer be lost is answered for: until then the department will ring again.
    await ask(issuance, NOTE, { department, notices });
    return reply;
  };
}

async function ask(
  service: SubgraphService,
  query: string,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const asked = service.execute({
    query,
    variables,
    caller: { role: 'service', id: 'doorbell' },
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  const { data, errors } = await asked.catch((cause: Error) => {
    throw hubError('SERVICE_UNAVAILABLE', undefined, { originalError: cause });
  });
  const [error] = errors ?? [];
  if (!error && data) return data;
  throw forDepartment(error);
}

/** What the department can mend itself it is told; of everything else, that it should ring again. */
function forDepartment(error: GraphQLError | undefined): GraphQLError {
  switch (error?.extensions.code) {
    case 'NOTICE_FORGED':
    case 'BAD_REQUEST':
      return hubError(error.extensions.code, error.message);
    case 'NOT_SUPPORTED':
      return hubError('NOT_FOUND', 'This department does not call back here.');
    default:
      return hubError('SERVICE_UNAVAILABLE', undefined, { originalError: error?.originalError ?? error });
  }
}
