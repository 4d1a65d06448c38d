import {
  GraphQLEnumType,
  Kind,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

type Data = Record<string, unknown>;

/** Whether the schema allows this answer to the operation: just the fields asked for, each of its type. */
export function conforms(
  data: unknown,
  document: DocumentNode,
  variables: Data,
  schema: GraphQLSchema,
  /** Whether their order counts. */
  inOrder = true,
): boolean {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return false;
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  if (data === null) return true;
  return isObject(data, root.name, collectFields(schema, fragments, coerced, root, operation.selectionSet));

  function isObject(value: unknown, typeName: string, fields: Map<string, readonly FieldNode[]>): boolean {
    const type = schema.getType(typeName);
    if (!type || !('getFields' in type) || typeof value !== 'object' || value === null) return false;
    const [given, asked] = [Object.keys(value), [...fields.keys()]];
    if (!inOrder) [given, asked].forEach((keys) => keys.sort());
    if (given.join() !== asked.join()) return false;
    return [...fields].every(([key, nodes]) => {
      const name = nodes[0]?.name.value ?? '';
      const part = (value as Data)[key];
      if (name === '__typename') return part === typeName && isObjectType(type);
      const field = (type as GraphQLObjectType).getFields()[name];
      return field !== undefined && isValue(part, field.type, nodes);
    });
  }

  function isValue(value: unknown, type: GraphQLOutputType, nodes: readonly FieldNode[]): boolean {
    if (isNonNullType(type)) return value !== null && isValue(value, type.ofType, nodes);
    if (value === null) return true;
    if (isListType(type)) {
      return (
        Array.isArray(value) &&
        value.every((element) => isValue(element, type.ofType as GraphQLOutputType, nodes))
      );
    }
    if (isLeafType(type)) return isLeaf(value, type);
    // Of an object behind an interface all that is known may be the interface.
    const known = type as GraphQLObjectType;
    const possible = isAbstractType(type) ? [...schema.getPossibleTypes(type), known] : [known];
    return possible.some((object) =>
      isObject(value, object.name, collectSubfields(schema, fragments, coerced, object, nodes)),
    );
  }
}

function isLeaf(value: unknown, type: GraphQLOutputType): boolean {
  if (type instanceof GraphQLEnumType) return type.getValue(String(value)) !== undefined;
  switch (String(type)) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31;
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'String':
    case 'ID':
      return typeof value === 'string';
    default:
      return value !== undefined;
  }
}
