import { departmentByCode } from '../../domain/departments.ts';
import type { FreshnessReason, FreshnessState } from '../../domain/freshness.ts';
import type { Observation } from '../../domain/permit-record.ts';
import type { SubgraphService } from '../../platform/subgraph-service.ts';
import type { HeldEntry } from './held-entries.ts';

export interface Truth {
  /** As any live read brings them. */
  observations: Observation[];
  /** Entries of which the department said nothing, for now. */
  unanswered: HeldEntry[];
}

/** Permits in one question: small enough that a slow system answers within its budget. */
const AT_ONCE = 40;
/** Time for one question, milliseconds: an adapter's own budget and the way to it. */
const WITHIN_MS = 2_000;
/** Reasons with which the department has answered all the same. */
const ANSWERED: ReadonlySet<FreshnessReason> = new Set([
  'NOT_FOUND',
  'BATCH_ONLY',
  'BAD_DATA',
  'VERSION_WENT_BACK',
]);

/**
 * Asks a department by number, through its adapter, like any query, with all that this bears: coalescing, limits,
 * breaker, belief.
 */
export async function readTruth(
  adapter: SubgraphService,
  department: string,
  entries: readonly HeldEntry[],
  signal: AbortSignal,
): Promise<Truth> {
  const truth: Truth = { observations: [], unanswered: [] };
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    signal.throwIfAborted();
    await ask(adapter, department, entries.slice(from, from + AT_ONCE), signal, truth);
  }
  return truth;
}

async function ask(
  adapter: SubgraphService,
  department: string,
  entries: readonly HeldEntry[],
  signal: AbortSignal,
  truth: Truth,
): Promise<void> {
  const typename = departmentByCode(department)?.permitType;
  const asked = adapter.execute({
    query: `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ${typename} { freshness { state reason } } }
    }`,
    variables: {
      representations: entries.map(({ id, number, lastKnown }) => ({
        __typename: typename,
        id,
        number,
        lastKnown,
      })),
    },
    caller: { role: 'service', id: 'sweep' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
  });
  const answer = await asked.catch(() => null);
  const shown = (answer?.data?._entities ?? []) as ({
    freshness: { state: FreshnessState; reason: FreshnessReason | null } | null;
  } | null)[];
  const seen = new Set(entries.map(({ id }) => id));
  const observations = (answer?.extensions?.observations ?? []) as Observation[];
  truth.observations.push(...observations.filter(({ permitId }) => seen.has(permitId)));
  entries.forEach((entry, position) => {
    const freshness = shown[position]?.freshness;
    const hasAnswered =
      freshness?.state === 'LIVE' || (freshness?.reason != null && ANSWERED.has(freshness.reason));
    if (!hasAnswered) truth.unanswered.push(entry);
  });
}
