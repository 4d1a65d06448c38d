import {
  Kind,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { CallerPermissions } from './caller-permissions.ts';

type Path = readonly (string | number)[];
type Data = Record<string, unknown>;

export interface ShownData {
  data: Data | null;
  errors: GraphQLError[];
}

/**
 * Puts the denied fields back into the answer of the reduced operation, each as null with an error at its concrete
 * path, in the order of the operation that the client sent; null propagation as in the specification (6.4.4).
 */
export function showDenials(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { denied }: CallerPermissions,
  typenameAlias: string,
  answer: Data,
): ShownData {
  const errors: GraphQLError[] = [];
  const root = schema.getRootType(operation.operation);
  if (!root) return { data: answer, errors };
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function collect(
    sets: readonly SelectionSetNode[],
    type: GraphQLObjectType,
    fields = new Map<string, FieldNode[]>(),
    spread = new Set<string>(),
  ): Map<string, FieldNode[]> {
    for (const set of sets) {
      for (const selection of set.selections) {
        if (!included(selection, variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const same = fields.get(key);
          if (same) same.push(selection);
          else fields.set(key, [selection]);
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          // Its fields are in already; documents may double fragments level by level.
          if (spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && applies(schema, fragment.typeCondition?.name.value, type)) {
          collect([fragment.selectionSet], type, fields, spread);
        }
      }
    }
    return fields;
  }

  /** @returns undefined where a null must go further up */
  function showObject(
    value: Data,
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    path: Path,
  ): Data | undefined {
    const shown: Data = {};
    for (const [key, nodes] of collect(sets, type)) {
      const name = nodes[0]?.name.value as string;
      const field = type.getFields()[name];
      if (!field) {
        shown[key] = value[key];
        continue;
      }
      let part: unknown;
      if (denied.has(`${type.name}.${name}`)) {
        errors.push(denial(type === root, path.concat(key)));
        part = null;
      } else {
        const inner = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
        part = showValue(value[key], field.type, inner, path.concat(key));
      }
      if (part === undefined || (part === null && isNonNullType(field.type))) return undefined;
      shown[key] = part;
    }
    return shown;
  }

  function showValue(
    value: unknown,
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    path: Path,
  ): unknown {
    if (value === null || value === undefined) return null;
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) {
      const elementType = nullable.ofType as GraphQLOutputType;
      const elements: unknown[] = [];
      for (const [index, element] of (value as unknown[]).entries()) {
        const shown = showValue(element, elementType, sets, path.concat(index));
        if (shown === undefined || (shown === null && isNonNullType(elementType))) return absent(type);
        elements.push(shown);
      }
      return elements;
    }
    const named = getNamedType(nullable);
    if (!isCompositeType(named)) return value;
    const data = value as Data;
    const concrete = isAbstractType(named)
      ? (schema.getType(String(data[typenameAlias])) as GraphQLObjectType)
      : (named as GraphQLObjectType);
    return showObject(data, concrete, sets, path) ?? absent(type);
  }

  return { data: showObject(answer, root, [operation.selectionSet], []) ?? null, errors };
}

/** A null stops at the first nullable place. */
function absent(type: GraphQLOutputType): null | undefined {
  return isNonNullType(type) ? undefined : null;
}

function denial(atRoot: boolean, path: Path): GraphQLError {
  return atRoot
    ? hubError('FORBIDDEN', undefined, { path })
    : hubError('FORBIDDEN_FIELD', undefined, { path });
}

function included(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  if (skip?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
