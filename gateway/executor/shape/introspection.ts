import {
  Kind,
  OperationTypeNode,
  executeSync,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Data } from '../data.ts';
import type { Fragments } from './collect-fields.ts';

export interface Introspection {
  value: unknown;
  errors: readonly GraphQLError[];
}

/** Answers `__schema` or `__type` from the schema itself, by graphql-js: no subgraph knows what clients may see. */
export function introspect(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  nodes: readonly FieldNode[],
  variables: Data,
): Introspection {
  const { data, errors = [] } = executeSync({
    schema,
    document: {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          variableDefinitions: operation.variableDefinitions,
          selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
        },
        ...fragments.values(),
      ],
    },
    variableValues: variables,
  });
  const [node] = nodes;
  const key = (node?.alias ?? node?.name)?.value ?? '';
  return { value: data?.[key] ?? null, errors };
}
