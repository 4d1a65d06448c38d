import type { FaultReason } from '../../domain/freshness.ts';
import type { PermitRecord } from '../../domain/permit-record.ts';
import type { SubgraphService } from '../../platform/subgraph-service.ts';
import type { Notice } from '../reporting/note-notices.ts';

/** A step of an adapter's `changes`, as `schema/adapter-contract.graphql` has it. */
export interface ChangePage {
  changes: { number: string; record: PermitRecord }[];
  notices: Notice[];
  cursor: string;
  more: boolean;
  total: number | null;
  skipped: number;
  /** RFC 3339: the moment that the records speak of. */
  asOf: string;
}

export type ChangesAnswer =
  | { kind: 'PAGE'; page: ChangePage }
  | { kind: 'FAULT'; reason: FaultReason; retryAfterMs: number }
  /** The sweep begins anew. */
  | { kind: 'UNKNOWN_CURSOR' }
  /** The department cannot be asked what changed. */
  | { kind: 'NOT_SUPPORTED' };

const QUERY = `query ($after: String) {
  changes(after: $after) {
    changes { number record } notices { key number version sentAt } cursor more total skipped asOf
  }
}`;

/** @throws what is no department's fault but a mistake */
export async function askChanges(
  contract: SubgraphService,
  after: string | null,
  signal: AbortSignal,
): Promise<ChangesAnswer> {
  const asked = contract.execute({
    query: QUERY,
    variables: { after },
    caller: { role: 'service', id: 'sweep' },
    signal,
  });
  const answer = await asked.catch((error: unknown) => {
    signal.throwIfAborted();
    if ((error as Error).name === 'SubgraphDown') return null;
    throw error;
  });
  if (answer === null) return { kind: 'FAULT', reason: 'ADAPTER_DOWN', retryAfterMs: 0 };
  const [error] = answer.errors ?? [];
  const page = answer.data?.changes as ChangePage | undefined;
  if (!error && page) return { kind: 'PAGE', page };
  switch (error?.extensions.code) {
    case 'DEPARTMENT_FAULT': {
      const { reason, retryAfterMs } = error.extensions;
      return { kind: 'FAULT', reason: reason as FaultReason, retryAfterMs: Number(retryAfterMs ?? 0) };
    }
    case 'BAD_CURSOR':
      return { kind: 'UNKNOWN_CURSOR' };
    case 'NOT_SUPPORTED':
      return { kind: 'NOT_SUPPORTED' };
    default:
      throw error?.originalError ?? error ?? new Error('an answer without changes');
  }
}
