import {
  Kind,
  isAbstractType,
  isCompositeType,
  getNamedType,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CallerPermissions } from './caller-permissions.ts';

export interface AllowedOperation {
  /** The operation without what is denied, fragments in place; the very document where nothing is. */
  document: DocumentNode;
  /** Whether anything was taken out. */
  reduced: boolean;
  /** Alias under which the type of an object is asked for where it decides what was denied in it. */
  typenameAlias: string;
}

/**
 * Takes out of an operation what the caller may not read, on every shape it can take: field, alias, interface,
 * inline and named fragment, nested anywhere. What is left is planned and executed; no subgraph hears of the rest.
 */
export function allowedOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { denied }: CallerPermissions,
): AllowedOperation {
  const root = schema.getRootType(operation.operation);
  if (denied.size === 0 || !root) return { document, reduced: false, typenameAlias: '' };
  const typenameAlias = unusedName(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  let reduced = false;
  // Each fragment once, however often it is spread: documents may double them level by level.
  const reducedFragments = new Map<string, InlineFragmentNode>();

  function reduceSet(set: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode {
    const selections: SelectionNode[] = [];
    let abstractDenial = false;
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD: {
          const types = deniedTypes(selection, parent);
          if (types.size > 0) {
            reduced = true;
            abstractDenial ||= isAbstractType(parent);
          }
          selections.push(...reduceField(selection, parent, types));
          break;
        }
        case Kind.INLINE_FRAGMENT:
          selections.push(reduceFragment(selection, selection.typeCondition?.name.value, parent));
          break;
        case Kind.FRAGMENT_SPREAD: {
          const fragment = reduceNamed(selection.name.value, parent);
          if (fragment) selections.push({ ...fragment, directives: selection.directives });
        }
      }
    }
    if (abstractDenial || selections.length === 0 || isAbstractType(parent))
      selections.push(typenameField(typenameAlias));
    return { kind: Kind.SELECTION_SET, selections };
  }

  function deniedTypes(field: FieldNode, parent: GraphQLCompositeType): Set<GraphQLObjectType> {
    const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    return new Set(possible.filter((type) => denied.has(`${type.name}.${field.name.value}`)));
  }

  function reduceField(
    field: FieldNode,
    parent: GraphQLCompositeType,
    types: ReadonlySet<GraphQLObjectType>,
  ): SelectionNode[] {
    if (types.size === 0) return [withReducedSet(field, parent)];
    if (!isAbstractType(parent)) return [];
    // Over an interface only some types deny the field: it is asked of the others, one by one.
    return schema
      .getPossibleTypes(parent)
      .filter((type) => !types.has(type))
      .map((type) =>
        inFragment(type.name, { kind: Kind.SELECTION_SET, selections: [withReducedSet(field, type)] }),
      );
  }

  function withReducedSet(field: FieldNode, parent: GraphQLCompositeType): FieldNode {
    if (!field.selectionSet) return field;
    const definition =
      'getFields' in parent
        ? (parent as GraphQLObjectType | GraphQLInterfaceType).getFields()[field.name.value]
        : undefined;
    const type = definition ? getNamedType(definition.type) : undefined;
    return isCompositeType(type) ? { ...field, selectionSet: reduceSet(field.selectionSet, type) } : field;
  }

  function reduceNamed(name: string, parent: GraphQLCompositeType): InlineFragmentNode | undefined {
    const known = reducedFragments.get(name);
    const definition = fragments.get(name);
    if (known || !definition) return known;
    const fragment = reduceFragment(definition, definition.typeCondition.name.value, parent);
    reducedFragments.set(name, fragment);
    return fragment;
  }

  function reduceFragment(
    fragment: InlineFragmentNode | FragmentDefinitionNode,
    typeCondition: string | undefined,
    parent: GraphQLCompositeType,
  ): InlineFragmentNode {
    const condition = typeCondition === undefined ? undefined : schema.getType(typeCondition);
    const type = isCompositeType(condition) ? condition : parent;
    return {
      ...inFragment(type.name, reduceSet(fragment.selectionSet, type)),
      directives: fragment.directives,
    };
  }

  const selectionSet = reduceSet(operation.selectionSet, root);
  if (!reduced) return { document, reduced, typenameAlias };
  return {
    reduced,
    typenameAlias,
    document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] },
  };
}

function inFragment(type: string, selectionSet: SelectionSetNode): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    directives: [],
    selectionSet,
  };
}

function typenameField(alias: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: '__typename' },
    directives: [],
  };
}

/** A response name that the document does not use itself: else a client's alias could pass for a type's name. */
function unusedName(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { Field: ({ alias, name }) => void used.add((alias ?? name).value) });
  let name = 'hub__typename';
  while (used.has(name)) name += '_';
  return name;
}
