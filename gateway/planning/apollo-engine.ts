import { createHash } from 'node:crypto';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { getVariableValues, print, type GraphQLSchema } from 'graphql';
import type { GraphEngine, GraphEngineOptions, GraphExecutor } from './graph-engine.ts';
import { settleIntrospection } from './settle-introspection.ts';

// `@apollo/gateway` reports its use to its vendor unless told not to; a government's hub calls nobody.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

/** Plans of so many mebibytes are kept, the least used dropped first, however many operations clients think up. */
const PLANS_MIB = 30;

/** `@apollo/gateway` for planning and execution, one for each supergraph. */
export async function createApolloEngine({
  supergraphSdl,
  dataSource,
  log,
}: GraphEngineOptions): Promise<GraphEngine> {
  const quiet = { debug() {}, info() {}, warn: log.warn.bind(log), error: log.error.bind(log) };
  const gateway = new ApolloGateway({
    supergraphSdl,
    // In production too: a file that was edited by hand is to be refused, not half served.
    validateSupergraph: true,
    buildService: ({ name, url }) =>
      dataSource({ name, ...(url === undefined ? {} : { url }) }) as GraphQLDataSource,
    experimental_approximateQueryPlanStoreMiB: PLANS_MIB,
    logger: quiet,
    telemetry: { recordExceptions: false },
  });
  const { schema } = await gateway.load();
  return { schema, execute: settling(schema, gateway.executor) };
}

function settling(schema: GraphQLSchema, execute: GraphExecutor): GraphExecutor {
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
