import type { QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compilePlan } from './compile-plan.ts';
import type { Data } from './data.ts';
import type { Execution } from './execution.ts';
import { createFieldCollector, fragmentsOf } from './shape/collect-fields.ts';
import { completeRoot } from './shape/complete.ts';
import { booleanDefaults, conditionVariables, type Valuation } from './shape/condition-variables.ts';
import { introspect } from './shape/introspection.ts';
import { objectShapes, type ObjectShape } from './shape/response-shape.ts';
import type { SubgraphSource } from './subgraph-source.ts';
import type { TypeRelations } from './type-relations.ts';

export interface OperationResult {
  data?: Data | null;
  /** What subgraphs reported, and what kept us from asking them. */
  errors?: GraphQLError[];
  /** Null in the answer because it was not as the schema says. Empty where `errors` say enough. */
  problems: GraphQLError[];
}

/** An operation with its plan, prepared: running it parses, plans and prints nothing. */
export interface CompiledOperation<Context> {
  /** @param variables as the client sent them, found to fit. Never rejects */
  run(variables: Data, context: Context): Promise<OperationResult>;
}

export interface CompileOptions<Context> {
  plan: QueryPlan;
  /** Validated. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As clients see it. */
  schema: GraphQLSchema;
  types: TypeRelations;
  /** Of the supergraph. */
  supergraphTypes: TypeRelations;
  source(subgraph: string): SubgraphSource<Context>;
}

/** An operation has a shape for each way in which its conditions can fall; a client may think up any number. */
const MOST_SHAPES = 64;

/** @throws Error for what is not executed here */
export function compileOperation<Context>(options: CompileOptions<Context>): CompiledOperation<Context> {
  const { plan, document, operation, schema, types, supergraphTypes, source } = options;
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const defaults = booleanDefaults(operation);
  const fragments = fragmentsOf(document);
  const conditions = conditionVariables(document, defaults);
  const step = compilePlan(plan, { source, types: supergraphTypes, defaults });
  const shapes = new Map<string, ObjectShape>();

  function shapeFor(valuation: Valuation): ObjectShape {
    const key = conditions.key(valuation);
    let shape = shapes.get(key);
    if (shape === undefined) {
      const fields = createFieldCollector(fragments, types, valuation);
      shape = objectShapes([operation.selectionSet], root, { schema, types, fields })(
        undefined,
      ) as ObjectShape;
      if (shapes.size >= MOST_SHAPES) shapes.clear();
      shapes.set(key, shape);
    }
    return shape;
  }

  return {
    async run(variables, context) {
      let shape: ObjectShape;
      try {
        shape = shapeFor(conditions.valuation(variables));
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return { errors: [error], problems: [] };
      }
      const execution: Execution<Context> = { data: {}, variables, context, errors: [] };
      await step(execution, [execution.data]);
      const { errors } = execution;
      const problems: GraphQLError[] = [];
      const data = completeRoot(execution.data, shape, {
        problems,
        path: [],
        introspect(nodes) {
          const introspection = introspect(schema, operation, fragments, nodes, variables);
          errors.push(...introspection.errors);
          return introspection.value;
        },
      });
      // A null that a reported error explains is no problem of its own.
      return errors.length > 0 ? { data, errors, problems: [] } : { data, problems };
    },
  };
}
