import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CallerPermissions } from './caller-permissions.ts';

/** Whether an operation, as its variables include and skip, asks for anything that the caller may not read. */
export function asksForDenied(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { denied }: CallerPermissions,
): boolean {
  const root = schema.getRootType(operation.operation);
  if (denied.size === 0 || !root) return false;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // A fragment's verdict depends on itself alone: looked at once, or documents that double fragments would explode.
  const seen = new Set<string>();

  function asks(set: SelectionSetNode, parent: GraphQLCompositeType): boolean {
    return set.selections.some((selection) => {
      const skipped = getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true;
      const included = getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
      if (skipped || !included) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (!fragment || seen.has(name)) return false;
        seen.add(name);
        return asks(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value, parent));
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return asks(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, parent));
      }
      const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
      if (types.some((type) => denied.has(`${type.name}.${selection.name.value}`))) return true;
      if (!selection.selectionSet || !('getFields' in parent)) return false;
      const field = parent.getFields()[selection.name.value];
      const type = field && getNamedType(field.type);
      return isCompositeType(type) && asks(selection.selectionSet, type);
    });
  }

  function typeNamed(name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : otherwise;
  }

  return asks(operation.selectionSet, root);
}
