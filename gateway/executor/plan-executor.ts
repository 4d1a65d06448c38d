import { Supergraph, operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan, type QueryPlannerConfig } from '@apollo/query-planner';
import {
  Kind,
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileOperation, type CompiledOperation, type OperationResult } from './compiled-operation.ts';
import type { Data } from './data.ts';
import { createOperationCache } from './operation-cache.ts';
import type { SubgraphSource } from './subgraph-source.ts';
import { createTypeRelations } from './type-relations.ts';

export interface PlanExecutorOptions<Context> {
  /** Asked once, at the start. @throws Error where there is no such subgraph: then the supergraph cannot be served */
  source(subgraph: { name: string; url: string }): SubgraphSource<Context>;
  /** As composed, without authorisation links: nothing is authorised here. */
  supergraphSdl: string;
  /** Bounds on planning, for graphs in which a field can be had in many ways. Default: the planner's own. */
  planner?: QueryPlannerConfig;
}

export interface OperationRequest<Context> {
  /** Names the document: equal for equal documents only. */
  hash: string;
  /** Valid against `schema`. */
  document: DocumentNode;
  operationName?: string | undefined;
  variables: Data;
  context: Context;
}

/** Plans and runs operations over one supergraph. Holds nothing but memory: one out of use is garbage. */
export interface PlanExecutor<Context> {
  /** What clients may ask; inaccessible elements left out. */
  readonly schema: GraphQLSchema;
  /** Plans and prepares an operation, once for all requests. @throws Error where it cannot be planned */
  prepare(
    request: Pick<OperationRequest<Context>, 'hash' | 'document' | 'operationName'>,
  ): PreparedOperation<Context>;
  /** Checks the variables, then runs. @throws Error where it cannot be planned */
  execute(request: OperationRequest<Context>): Promise<OperationResult>;
}

export interface PreparedOperation<Context> extends CompiledOperation<Context> {
  readonly plan: QueryPlan;
  readonly operation: OperationDefinitionNode;
}

/** Operations are kept up to so many characters of documents and plans; each takes 30 to 40 bytes, measured. */
const MOST_KEPT_CHARACTERS = 1_000_000;

/** @throws Error where the supergraph cannot be served */
export function createPlanExecutor<Context>(options: PlanExecutorOptions<Context>): PlanExecutor<Context> {
  const supergraph = Supergraph.build(options.supergraphSdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, options.planner);
  const schema = apiSchema.toGraphQLJSSchema();
  const types = createTypeRelations(schema);
  const supergraphTypes = createTypeRelations(supergraph.schema.toGraphQLJSSchema());
  const prepared = createOperationCache<PreparedOperation<Context>>(MOST_KEPT_CHARACTERS);
  const sources = new Map(
    [...supergraph.subgraphsMetadata()].map((subgraph) => [subgraph.name, options.source(subgraph)]),
  );

  function source(name: string): SubgraphSource<Context> {
    const found = sources.get(name);
    if (!found) throw new Error(`The plan names ${name}, which is no subgraph.`);
    return found;
  }

  function prepare({
    hash,
    document,
    operationName,
  }: Pick<OperationRequest<Context>, 'hash' | 'document' | 'operationName'>): PreparedOperation<Context> {
    const key = `${hash}|${operationName ?? ''}`;
    let operation = prepared.get(key);
    if (operation === undefined) {
      const plan = planner.buildQueryPlan(
        operationFromDocument(apiSchema, document, operationName === undefined ? {} : { operationName }),
      );
      const definition = operationOf(document, operationName);
      operation = {
        plan,
        operation: definition,
        ...compileOperation({
          plan,
          document,
          operation: definition,
          schema,
          types,
          supergraphTypes,
          source,
        }),
      };
      prepared.set(key, operation, JSON.stringify(plan).length + (document.loc?.end ?? 1_000));
    }
    return operation;
  }

  return {
    schema,
    prepare,
    async execute(request) {
      const prepared = prepare(request);
      const errors = misfits(schema, prepared.operation, request.variables);
      if (errors) return { errors: [...errors], problems: [] };
      return prepared.run(request.variables, request.context);
    },
  };
}

function misfits(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Data,
): readonly GraphQLError[] | undefined {
  return variableDefinitions.length === 0
    ? undefined
    : getVariableValues(schema, variableDefinitions, variables).errors;
}

function operationOf({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode {
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (name === undefined || definition.name?.value === name) return definition;
  }
  throw new Error(`The document has no operation ${name ?? ''}`);
}
