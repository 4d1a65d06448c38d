import type { GraphQLDataSource } from '@apollo/gateway';
import { createPlanExecutor } from '../executor/plan-executor.ts';
import { processSource } from '../executor/process-source.ts';
import type { SubgraphSource } from '../executor/subgraph-source.ts';
import type { GraphEngine, GraphEngineOptions } from './graph-engine.ts';
import { settledExecutor } from './settled-executor.ts';

/** Apollo's planner with our executor, one for each supergraph. */
export function createOwnEngine({ supergraphSdl, dataSource }: GraphEngineOptions): Promise<GraphEngine> {
  const executor = createPlanExecutor<unknown>({
    supergraphSdl,
    source: ({ name, url }) => toSource(dataSource({ name, ...(url ? { url } : {}) })),
  });
  const { schema } = executor;
  return Promise.resolve({
    schema,
    execute: settledExecutor(schema, async ({ document, queryHash, request, context }) => {
      const { data, errors, problems } = await executor.execute({
        hash: queryHash,
        document,
        operationName: request.operationName,
        variables: request.variables ?? {},
        context,
      });
      return {
        ...(data === undefined ? {} : { data }),
        ...(errors ? { errors } : {}),
        ...(problems.length > 0 ? { extensions: { valueCompletion: problems } } : {}),
      };
    }),
  });
}

/** A data source that can prepare operations is spared being told of them at each request. */
function toSource(source: GraphQLDataSource & Partial<SubgraphSource<unknown>>): SubgraphSource<unknown> {
  const { prepare } = source;
  return prepare ? { prepare } : processSource(source);
}
