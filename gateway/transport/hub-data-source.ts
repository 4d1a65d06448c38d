import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError, Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { departmentByCode } from '../../subgraphs/domain/departments.ts';
import type { Observation } from '../../subgraphs/domain/permit-record.ts';
import { isErrorCode } from '../../subgraphs/platform/error-codes.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { SubgraphResponse } from '../../subgraphs/platform/subgraph-service.ts';
import type { HubContext } from '../hub-context.ts';
import type { FetchOutcome, SubgraphMeter } from '../observing/subgraph-meter.ts';
import {
  asksEntities,
  parseOperation,
  projectLastKnown,
  type Representation,
} from './last-known-projection.ts';
import type { ObservationQueue } from './observation-queue.ts';
import { SubgraphDown, type SubgraphLink } from './subgraph-link.ts';

export interface HubDataSourceOptions {
  subgraph: string;
  link: SubgraphLink;
  observations: ObservationQueue;
  meter?: SubgraphMeter;
  log: Logger;
}

/** An adapter has 800 ms for its department; beyond that and a little more, its process itself is what is dead. */
const ADAPTER_BUDGET_MS = 900;
const SUBGRAPH_BUDGET_MS = 1_000;
/** A change waits for those before it, and its caller rather for it than for a second attempt. */
const MUTATION_BUDGET_MS = 5_000;

type Incoming = Extract<GraphQLDataSourceProcessOptions<HubContext>, { document?: unknown }>;

/**
 * The one way from the gateway to a subgraph: owns the time budget, cancellation, the fallback for a dead adapter,
 * observations, and what of an error may go on to the client. The stock data source has none of these.
 */
export function createHubDataSource(options: HubDataSourceOptions): GraphQLDataSource<HubContext> {
  const { subgraph, link, observations, meter, log } = options;
  const isAdapter = departmentByCode(subgraph) !== undefined;

  async function process(given: GraphQLDataSourceProcessOptions<HubContext>) {
    const { request, context, document } = given as Incoming;
    const variables = request.variables ?? {};
    const query = request.query ?? '';
    const operation = document ?? parseOperation(query);
    // By the operation, not by the variable: a client may call one of its own `representations`.
    const representations =
      isAdapter && asksEntities(operation) ? (variables.representations as Representation[]) : undefined;
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(budgetOf(operation))]);
    const begun = performance.now();
    const ended = (outcome: FetchOutcome) => meter?.fetched(outcome, performance.now() - begun);
    let response: SubgraphResponse;
    try {
      response = await answered(
        link.execute({
          query,
          ...(document ? { document } : {}),
          variables,
          ...(request.operationName ? { operationName: request.operationName } : {}),
          caller: context.caller,
          signal,
        }),
        signal,
      );
    } catch (error) {
      if (context.signal.aborted) {
        ended('LEFT');
        return { errors: [hubError('CLIENT_CLOSED')] };
      }
      ended('DOWN');
      log.warn({ subgraph, requestId: context.record?.id, err: error }, 'subgraph did not answer');
      if (!representations) return { errors: unavailable(operation) };
      response = { data: { _entities: representations.map(() => null) } };
      return { data: completeEntities(operation, representations, response) };
    }
    ended(response.errors?.length ? 'ERROR' : 'OK');
    if (!representations) return { data: response.data ?? null, ...withErrors(response) };
    takeObservations(response, representations);
    return { data: completeEntities(operation, representations, response) };
  }

  function budgetOf(operation: DocumentNode): number {
    if (isMutation(operation)) return MUTATION_BUDGET_MS;
    return isAdapter ? ADAPTER_BUDGET_MS : SUBGRAPH_BUDGET_MS;
  }

  /** Accepts only what is about a permit that was asked for in this very call. */
  function takeObservations(response: SubgraphResponse, representations: readonly Representation[]): void {
    const seen = response.extensions?.observations;
    if (!Array.isArray(seen) || seen.length === 0) return;
    const asked = new Set(representations.map(({ id }) => id));
    observations.add((seen as Observation[]).filter(({ permitId }) => asked.has(permitId)));
  }

  /** Whatever an adapter failed to answer is answered from the record that travelled with the question. */
  function completeEntities(
    document: DocumentNode,
    representations: readonly Representation[],
    response: SubgraphResponse,
  ): Record<string, unknown> {
    const entities = response.data?._entities;
    const whole = Array.isArray(entities) && entities.length === representations.length;
    if (response.errors?.length || !whole) {
      log.warn(
        { subgraph, errors: response.errors?.map(({ message }) => message) },
        'adapter answered badly',
      );
    }
    const now = new Date();
    return {
      _entities: representations.map((representation, position) => {
        const answered = whole ? (entities[position] as unknown) : null;
        if (answered != null) return answered;
        meter?.stoodIn(representation.lastKnown ? 'STALE' : 'UNAVAILABLE');
        return projectLastKnown(document, subgraph, representation, now);
      }),
    };
  }

  /** Errors of the hub's own table pass with their message; of anything else the client learns nothing. */
  function withErrors({ errors }: SubgraphResponse): { errors?: GraphQLError[] } {
    if (!errors?.length) return {};
    return {
      errors: errors.map((error) => {
        if (error.extensions?.code === 'SERVICE_UNAVAILABLE') {
          log.warn({ subgraph, reason: (error.originalError ?? error).message }, 'subgraph cannot serve');
        }
        if (isErrorCode(error.extensions?.code)) return error;
        log.error({ subgraph, err: error.originalError ?? error }, 'subgraph error');
        return new GraphQLError('INTERNAL', {
          path: error.path,
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        });
      }),
    };
  }

  return { process };
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );
}

/** One for each root field, so that each has its path. */
function unavailable(document: DocumentNode): GraphQLError[] {
  return rootKeys(document).map((key) => hubError('SERVICE_UNAVAILABLE', undefined, { path: [key] }));
}

function rootKeys(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [(selection.alias ?? selection.name).value] : [],
        )
      : [],
  );
}

/** Rejects as soon as the signal does, whether or not the subgraph minds it. */
function answered<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new SubgraphDown('no answer within the budget'));
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
