import { createHash } from 'node:crypto';
import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from '../subgraphs/platform/logger.ts';
import { allowedOperation, type AllowedOperation } from './authorization/allowed-operation.ts';
import type { CallerPermissions } from './authorization/caller-permissions.ts';
import { showDenials } from './authorization/show-denials.ts';
import type { HubContext } from './hub-context.ts';
import type { GraphExecutor, GraphRequest, GraphResponse } from './planning/graph-engine.ts';

export interface HubExecutorOptions {
  schema: GraphQLSchema;
  /** Plans and runs what is allowed. */
  inner: GraphExecutor;
  permissionsOf: (caller: HubContext['caller']) => CallerPermissions;
  log: Logger;
}

/** Each holds on to its document, of up to some hundred kilobytes. */
const MOST_REDUCED = 200;

/**
 * Authorises an operation before it is planned: what the caller may not read is taken out, the rest is run, and the
 * answer shows each place as null with its error.
 */
export function createHubExecutor({ schema, inner, permissionsOf, log }: HubExecutorOptions): GraphExecutor {
  const kept = new Map<string, AllowedOperation>();

  function allowed(request: GraphRequest, permissions: CallerPermissions): AllowedOperation {
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
    if (!operation.reduced) return finish(await inner(request));
    const reduced = operation.document.definitions[0] as OperationDefinitionNode;
    const response = finish(
      await inner({
        ...request,
        document: operation.document,
        operation: reduced,
        queryHash: hashOf(`${request.queryHash}|${permissions.key}`),
      }),
    );
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

  function variablesOf({ operation, request }: GraphRequest): Record<string, unknown> | undefined {
    return getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}).coerced;
  }

  /** The engine reports a value of a wrong type aside, in `extensions`: internal, so to the log. */
  function finish(response: GraphResponse): GraphResponse {
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
