import type { ApolloGateway, GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Logger } from '../subgraphs/platform/logger.ts';
import { createPermissionTable, type CallerPermissions } from './authorization/caller-permissions.ts';
import type { CostFormula } from './demand/cost-formula.ts';
import { createCostTable } from './demand/cost-table.ts';
import type { HubContext } from './hub-context.ts';
import { createHubExecutor } from './hub-executor.ts';
import { createOwnEngine } from './planning/own-engine.ts';
import type {
  GraphEngineFactory,
  GraphExecutor,
  GraphRequest,
  NamedSubgraph,
} from './planning/graph-engine.ts';
import { readCanonicalSupergraph, readOpenSupergraph } from './supergraph/canonical-supergraph.ts';

export interface HubGatewayOptions {
  /** The canonical supergraph, as composed. */
  supergraphSdl: string;
  /** @throws Error where this gateway has no such subgraph */
  dataSource(subgraph: NamedSubgraph): GraphQLDataSource<HubContext>;
  /** Plans and executes; default Apollo's planner with our own executor. */
  engine?: GraphEngineFactory;
  /** Anybody may ask for everything, and the engine's answers go out as they are. Default: the file's rules hold. */
  open?: boolean;
  log: Logger;
}

/** Planning and execution, with our transport below and our authorisation above, over a supergraph that may change. */
export interface HubGateway {
  /** @param schema the one that the request was validated against: a newer one may have taken its place since */
  permissionsOf(schema: GraphQLSchema, caller: HubContext['caller']): CallerPermissions;
  /** @param schema as above */
  costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostFormula;
  /**
   * Serves another supergraph from the next request on. Requests under way end on the one they began with; then it and
   * all that was cached for it is garbage.
   * @throws Error where it cannot be served: then nothing has changed
   */
  update(supergraphSdl: string): Promise<void>;
  /** As Apollo Server takes a gateway. */
  readonly asGateway: Pick<ApolloGateway, 'load' | 'onSchemaLoadOrUpdate' | 'stop'>;
}

type SchemaListener = Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0];

/** What belongs to one supergraph. */
interface Generation {
  readonly schema: GraphQLSchema;
  readonly executableSdl: string;
  readonly execute: GraphExecutor;
  permissionsOf(caller: HubContext['caller']): CallerPermissions;
  costOf(document: DocumentNode, operation: OperationDefinitionNode): CostFormula;
}

export async function createHubGateway(options: HubGatewayOptions): Promise<HubGateway> {
  const { dataSource, engine = createOwnEngine, open = false, log } = options;
  /** By the schema that its requests were validated against; the only hold on a generation that is out of use. */
  const generations = new WeakMap<GraphQLSchema, Generation>();
  const listeners = new Set<SchemaListener>();
  let current = await generate(options.supergraphSdl);

  async function generate(supergraphSdl: string): Promise<Generation> {
    const read = open ? readOpenSupergraph : readCanonicalSupergraph;
    const { executableSdl, rules, costs } = read(supergraphSdl);
    const { schema, execute } = await engine({
      supergraphSdl: executableSdl,
      dataSource: dataSource as (subgraph: NamedSubgraph) => GraphQLDataSource,
      log,
    });
    const permissionsOf = createPermissionTable(schema, rules);
    const generation: Generation = {
      schema,
      executableSdl,
      execute: open ? execute : createHubExecutor({ schema, inner: execute, permissionsOf, log }),
      permissionsOf,
      costOf: createCostTable(schema, costs),
    };
    generations.set(schema, generation);
    return generation;
  }

  function generationOf(schema: GraphQLSchema): Generation {
    return generations.get(schema) ?? current;
  }

  function announce(listener: SchemaListener): void {
    listener({ apiSchema: current.schema, coreSupergraphSdl: current.executableSdl });
  }

  return {
    permissionsOf: (schema, caller) => generationOf(schema).permissionsOf(caller),
    costOf: (schema, document, operation) => generationOf(schema).costOf(document, operation),
    async update(supergraphSdl) {
      current = await generate(supergraphSdl);
      for (const listener of listeners) announce(listener);
    },
    asGateway: {
      load() {
        // Apollo Server takes the schema from its listener, and only while it loads; the engine has loaded already.
        for (const listener of listeners) announce(listener);
        return Promise.resolve({
          schema: current.schema,
          executor: (request: GraphRequest) => generationOf(request.schema).execute(request),
        });
      },
      onSchemaLoadOrUpdate(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      stop: () => Promise.resolve(),
    },
  };
}
