import { createHash } from 'node:crypto';
import { getVariableValues, print, type GraphQLSchema } from 'graphql';
import type { GraphExecutor } from './graph-engine.ts';
import { settleIntrospection } from './settle-introspection.ts';

/** Hands on operations that Apollo's planner finds a plan for; see `settleIntrospection`. */
export function settledExecutor(schema: GraphQLSchema, execute: GraphExecutor): GraphExecutor {
  return (request) => {
    const { document, operation } = request;
    const variables = () =>
      getVariableValues(schema, operation.variableDefinitions ?? [], request.request.variables ?? {}).coerced;
    const settled = settleIntrospection(document, operation, variables);
    if (!settled) return execute(request);
    // The plan depends on the variables: one of its own for each outcome.
    const queryHash = createHash('sha256').update(print(settled)).digest('hex');
    return execute({ ...request, document: settled, queryHash });
  };
}
