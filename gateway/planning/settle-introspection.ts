import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const INTROSPECTION: ReadonlySet<string> = new Set(['__schema', '__type']);
/** Selects nothing, where a selection set may not be empty. */
const NOTHING = (
  parse('{ ... @skip(if: true) { __typename } }', { noLocation: true })
    .definitions[0] as OperationDefinitionNode
).selectionSet.selections[0] as SelectionNode;

/**
 * Apollo's planner (2.14.4) finds no plan for introspection inside a fragment that has a condition ("This shouldn't
 * have happened"). Such a fragment can only stand at the root, where its conditions depend on nothing but variables:
 * they are settled here, so that the planner sees the fields alone.
 *
 * @param variablesOf coerces the variables; undefined where they do not fit, which the planner's caller reports
 * @returns null where there is nothing to settle, as nearly always
 */
export function settleIntrospection(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variablesOf: () => Record<string, unknown> | undefined,
): DocumentNode | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  if (!introspectsOnCondition(operation.selectionSet, false)) return null;
  const variables = variablesOf();
  if (!variables) return null;
  const selections = settled(operation.selectionSet, variables);
  const selectionSet: SelectionSetNode = {
    kind: Kind.SELECTION_SET,
    selections: selections.length > 0 ? selections : [NOTHING],
  };
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition === operation ? { ...operation, selectionSet } : definition,
    ),
  };

  function introspectsOnCondition(set: SelectionSetNode, conditional: boolean): boolean {
    return set.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return conditional && INTROSPECTION.has(selection.name.value);
      const inner = innerSet(selection);
      return inner ? introspectsOnCondition(inner, conditional || hasCondition(selection)) : false;
    });
  }

  /** The fields at the root, of all fragments that the variables include, each with its own conditions. */
  function settled(set: SelectionSetNode, variables: Record<string, unknown>): SelectionNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const inner = innerSet(selection);
      return inner && isIncluded(selection, variables) ? settled(inner, variables) : [];
    });
  }

  function innerSet(selection: Exclude<SelectionNode, { kind: Kind.FIELD }>): SelectionSetNode | undefined {
    return selection.kind === Kind.INLINE_FRAGMENT
      ? selection.selectionSet
      : fragments.get(selection.name.value)?.selectionSet;
  }
}

function hasCondition({ directives }: SelectionNode): boolean {
  return (directives?.length ?? 0) > 0;
}

function isIncluded(selection: SelectionNode, variables: Record<string, unknown>): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.if !== true && include?.if !== false;
}
