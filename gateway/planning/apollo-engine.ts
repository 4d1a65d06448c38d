import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GraphEngine, GraphEngineOptions } from './graph-engine.ts';
import { settledExecutor } from './settled-executor.ts';

// `@apollo/gateway` reports its use to its vendor unless told not to; a government's hub calls nobody.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

/** Plans of so many mebibytes are kept, the least used dropped first, however many operations clients think up. */
const PLANS_MIB = 30;

/** `@apollo/gateway` for planning and execution, one for each supergraph: what our own engine is measured by. */
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
  return { schema, execute: settledExecutor(schema, gateway.executor) };
}
