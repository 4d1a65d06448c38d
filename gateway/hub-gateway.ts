import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../subgraphs/platform/logger.ts';
import { createPermissionTable, type CallerPermissions } from './authorization/caller-permissions.ts';
import { createHubExecutor, type GatewayRequest } from './hub-executor.ts';
import type { HubContext } from './hub-context.ts';
import { readCanonicalSupergraph } from './supergraph/canonical-supergraph.ts';

export interface HubGatewayOptions {
  /** The canonical supergraph, as composed. */
  supergraphSdl: string;
  dataSource(subgraph: string): GraphQLDataSource<HubContext>;
  log: Logger;
}

/** `@apollo/gateway` for planning and execution, with our transport below it and our authorisation above it. */
export interface HubGateway {
  readonly schema: GraphQLSchema;
  permissionsOf(caller: HubContext['caller']): CallerPermissions;
  /** As Apollo Server takes a gateway. */
  readonly asGateway: Pick<ApolloGateway, 'load' | 'onSchemaLoadOrUpdate' | 'stop'>;
}

// `@apollo/gateway` reports its use to its vendor unless told not to; a government's hub calls nobody.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

type SchemaListener = Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0];

export async function createHubGateway({
  supergraphSdl,
  dataSource,
  log,
}: HubGatewayOptions): Promise<HubGateway> {
  const { executableSdl, rules } = readCanonicalSupergraph(supergraphSdl);
  const quiet = { debug() {}, info() {}, warn: log.warn.bind(log), error: log.error.bind(log) };
  const inner = new ApolloGateway({
    supergraphSdl: executableSdl,
    buildService: ({ name }) => dataSource(name) as GraphQLDataSource,
    logger: quiet,
    telemetry: { recordExceptions: false },
  });
  const { schema } = await inner.load();
  const permissionsOf = createPermissionTable(schema, rules);
  const executor = createHubExecutor({
    schema,
    inner: (request: GatewayRequest) => inner.executor(request),
    permissionsOf,
    log,
  });
  const listeners = new Set<SchemaListener>();
  return {
    schema,
    permissionsOf,
    asGateway: {
      load() {
        // Apollo Server takes the schema from its listener, and only while it loads; the inner one is loaded already.
        for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: executableSdl });
        return Promise.resolve({ schema, executor });
      },
      onSchemaLoadOrUpdate(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      stop: () => inner.stop(),
    },
  };
}
