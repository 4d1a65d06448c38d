import { readFileSync } from 'node:fs';
import { GraphQLError, parse } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import {
  createSubgraphService,
  isHubItself,
  type SubgraphContext,
  type SubgraphService,
} from '../../subgraphs/platform/subgraph-service.ts';
import {
  DepartmentFault,
  ForgedMessage,
  UnknownCursor,
  UnreadableMessage,
  type AdapterDefinition,
  type CallContext,
  type ChangesPage,
  type DepartmentClient,
  type DoorbellMessage,
} from './contract.ts';
import { believe } from './reading/believe.ts';
import { markPastEndDate } from './reading/past-end-date.ts';

const SCHEMA = new URL('../../schema/adapter-contract.graphql', import.meta.url);
const MOST_HOLDERS = 50;
/** Off the path of the composite query, and possibly many pages. */
const BUDGET_MS = 10_000;
/** Of one step of a sweep; a step that needs more is a mistake in the adapter. */
const MOST_STEP_CALLS = 20;

export interface ContractServiceOptions {
  definition: AdapterDefinition;
  client: DepartmentClient;
  /** Sends one wire call behind the live reads, within the department's limits. */
  spare<Answer>(send: (signal: AbortSignal) => Promise<Answer>, signal: AbortSignal): Promise<Answer>;
  log: Logger;
}

interface MessageInput {
  headers: { name: string; value: string }[];
  body: string;
}

/**
 * `schema/adapter-contract.graphql` for one adapter. One search and one step of a sweep at a time: the places are for
 * the live reads.
 */
export function createContractService(options: ContractServiceOptions): SubgraphService {
  const { definition, client, log } = options;
  const searches = oneAtATime();
  const sweeps = oneAtATime();

  function callContext(caller: AbortSignal, mostCalls: number): CallContext {
    const signal = AbortSignal.any([caller, AbortSignal.timeout(BUDGET_MS)]);
    let calls = 0;
    return {
      signal,
      wire(send) {
        calls += 1;
        if (calls > mostCalls) throw new RangeError(`more than ${mostCalls} wire calls in one step`);
        return options.spare(send, signal);
      },
    };
  }

  async function findByHolder(usccs: readonly string[], caller: AbortSignal) {
    const held = await client.findByHolder(usccs, callContext(caller, Infinity));
    const answers = believe(
      definition,
      held.map(({ number, record }) => ({ kind: 'FOUND', number, record })),
    );
    return held.filter((_, position) => answers[position]?.kind === 'FOUND');
  }

  async function changes(after: string | null, caller: AbortSignal) {
    if (!client.changes) throw notSupported('changes');
    const now = new Date();
    const page = await client.changes(after, callContext(caller, MOST_STEP_CALLS));
    const believed = believedChanges(page);
    return {
      ...page,
      // As in a read: the two are compared with the same last known record.
      changes: believed.map((change) => ({ ...change, record: markPastEndDate(change.record, now) })),
      notices: page.notices ?? [],
      skipped: (page.skipped ?? 0) + page.changes.length - believed.length,
      asOf: page.asOf ?? now.toISOString(),
    };
  }

  /** A row that cannot be believed costs only itself: the rest of the page stands. */
  function believedChanges({ changes: given }: ChangesPage) {
    const answers = believe(
      definition,
      given.map((change) => ({ kind: 'FOUND', ...change })),
    );
    return given.filter((_, position) => {
      const answer = answers[position];
      if (answer?.kind === 'BAD') log.warn({ problem: answer.problem }, 'row of a sweep not believed');
      return answer?.kind === 'FOUND';
    });
  }

  async function readMessage({ headers, body }: MessageInput) {
    if (!client.readMessage) throw notSupported('readMessage');
    const message: DoorbellMessage = {
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      body: Buffer.from(body, 'base64'),
    };
    try {
      return await client.readMessage(message);
    } catch (error) {
      if (error instanceof ForgedMessage) throw hubError('NOTICE_FORGED');
      if (error instanceof UnreadableMessage) throw hubError('BAD_REQUEST', error.message);
      throw error;
    }
  }

  /** What a department's system cannot answer, as an error that its caller can tell from the others. */
  async function answered<Answer>(what: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      if (error instanceof UnknownCursor)
        throw hubError('BAD_CURSOR', 'after is no cursor of this department.');
      const fault = toFault(error);
      if (!fault) throw error;
      log.warn({ reason: fault.reason, detail: fault.message }, `${what} failed`);
      const { reason, retryAfterMs } = fault;
      throw hubError('DEPARTMENT_FAULT', undefined, {
        extensions: { reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
      });
    }
  }

  return createSubgraphService({
    name: `${definition.department.code}-contract`,
    typeDefs: parse(readFileSync(SCHEMA, 'utf8')),
    resolvers: {
      Query: {
        limits: () => client.limits ?? definition.limits,
        findByHolder(_: unknown, { usccs }: { usccs: string[] }, { signal }: SubgraphContext) {
          if (usccs.length > MOST_HOLDERS) {
            throw hubError(
              'BAD_PAGE_SIZE',
              `usccs has ${usccs.length} codes; ask for at most ${MOST_HOLDERS}.`,
            );
          }
          return answered('search by holder', () => searches(() => findByHolder(usccs, signal), signal));
        },
        changes: (_: unknown, { after }: { after?: string | null }, { signal }: SubgraphContext) =>
          answered('step of a sweep', () => sweeps(() => changes(after ?? null, signal), signal)),
        readMessage: (_: unknown, { message }: { message: MessageInput }) => readMessage(message),
      },
    },
    context: (base) => base,
    allow: isHubItself,
  });
}

function notSupported(capability: string): GraphQLError {
  return hubError('NOT_SUPPORTED', undefined, { extensions: { capability } });
}

/** The department's own fault, or the budget of the whole call; undefined where the mistake is the adapter's. */
function toFault(error: unknown): DepartmentFault | undefined {
  if (error instanceof DepartmentFault) return error;
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return isLate ? new DepartmentFault('TIMEOUT', 'budget spent') : undefined;
}

/** Runs one piece of work after the other; who has left meanwhile is passed over. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  return <Answer>(work: () => Promise<Answer>, caller: AbortSignal): Promise<Answer> => {
    const turn = last.then(() => {
      caller.throwIfAborted();
      return work();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}
