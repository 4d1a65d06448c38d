import { createHash } from 'node:crypto';
import type { ApolloGateway } from '@apollo/gateway';
import {
  getVariableValues,
  print,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from '../subgraphs/platform/logger.ts';
import { allowedOperation, type AllowedOperation } from './authorization/allowed-operation.ts';
import type { CallerPermissions } from './authorization/caller-permissions.ts';
import { showDenials } from './authorization/show-denials.ts';
import type { HubContext } from './hub-context.ts';
import { settleIntrospection } from './planning/settle-introspection.ts';

export type GatewayExecutor = ApolloGateway['executor'];
export type GatewayRequest = Parameters<GatewayExecutor>[0];
type GatewayResponse = Awaited<ReturnType<GatewayExecutor>>;

export interface HubExecutorOptions {
  schema: GraphQLSchema;
  /** Plans and runs what is allowed. */
  inner: GatewayExecutor;
  permissionsOf: (caller: HubContext['caller']) => CallerPermissions;
  log: Logger;
}

/** Each holds on to its document, of up to some hundred kilobytes. */
const MOST_REDUCED = 200;

/**
 * Authorises an operation before it is planned: what the caller may not read is taken out, the rest is run, and the
 * answer shows each place as null with its error.
 */
export function createHubExecutor({
  schema,
  inner,
  permissionsOf,
  log,
}: HubExecutorOptions): GatewayExecutor {
  const kept = new Map<string, AllowedOperation>();

  function allowed(request: GatewayRequest, permissions: CallerPermissions): AllowedOperation {
    const key = `${request.queryHash}|${request.operationName ?? ''}|${permissions.key}`;
    let operation = kept.get(key);
    if (!operation) {
      operation = allowedOperation(schema, request.document, request.operation, permissions);
      const oldest = kept.keys().next();
      if (kept.size >= MOST_REDUCED && !oldest.done) kept.delete(oldest.value);
      kept.set(key, operation);
    }
    return operation;
  }

  return async (request) => {
    const { caller } = request.context as HubContext;
    const permissions = permissionsOf(caller);
    const operation = allowed(request, permissions);
    if (!operation.reduced) return run(request);
    const reduced = operation.document.definitions[0] as OperationDefinitionNode;
    const response = await run({
      ...request,
      document: operation.document,
      operation: reduced,
      queryHash: hashOf(`${request.queryHash}|${permissions.key}`),
    });
    // Nothing ran, e.g. because variables do not fit: there is no place to show a denial at.
    if (!response.data) return response;
    const shown = showDenials(
      schema,
      request.document,
      request.operation,
      variablesOf(request) ?? {},
      permissions,
      operation.typenameAlias,
      response.data,
    );
    const errors = [...(response.errors ?? []), ...shown.errors];
    return { ...response, data: shown.data, ...(errors.length > 0 ? { errors } : {}) };
  };

  function variablesOf({ operation, request }: GatewayRequest): Record<string, unknown> | undefined {
    return getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}).coerced;
  }

  async function run(request: GatewayRequest): Promise<GatewayResponse> {
    const { document, operation } = request;
    const settled = settleIntrospection(document, operation, () => variablesOf(request));
    if (!settled) return finish(await inner(request));
    // The plan depends on the variables: one of its own for each outcome.
    return finish(await inner({ ...request, document: settled, queryHash: hashOf(print(settled)) }));
  }

  /** The stock executor reports a value of a wrong type aside, in `extensions`: internal, so to the log. */
  function finish(response: GatewayResponse): GatewayResponse {
    const { extensions, ...rest } = response;
    const completion = extensions?.valueCompletion as readonly GraphQLError[] | undefined;
    if (completion?.length) {
      log.error({ problems: completion.map(({ message }) => message) }, 'subgraph value of a wrong type');
    }
    return rest;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
