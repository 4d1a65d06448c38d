import {
  Kind,
  OperationTypeNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { NO_COST, greatest, plus, times, when, type CostFormula } from './cost-formula.ts';
import type { CostRules, ListSize } from './cost-rules.ts';
import { inputCost } from './input-cost.ts';

/** Elements of a list of objects about which the schema says nothing. */
const UNDECLARED_LIST_SIZE = 10;
const MUTATION_COST = 10;

/** Sizes that a field hands on to the fields of its result (`sizedFields`), by field name. */
type HandedOn = ReadonlyMap<string, CostFormula>;
const NOTHING_HANDED_ON: HandedOn = new Map();

/**
 * What an operation costs before it is run, as a formula of its variables (IBM GraphQL cost specification, with
 * Apollo's figures): an object 1, a scalar 0, a mutation 10, `@cost` instead where it is declared; a list times its
 * size. Introspection costs nothing: it reaches no subgraph. To be asked for once per document; validated ones only.
 */
export function operationCost(
  schema: GraphQLSchema,
  rules: CostRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostFormula {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // Each fragment once, however often it is spread: documents may double them level by level.
  const known = new Map<string, CostFormula>();
  const variableDefaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue,
    ]),
  );

  function costOfSet(set: SelectionSetNode, parent: GraphQLCompositeType, sizes: HandedOn): CostFormula {
    return set.selections.reduce<CostFormula>(
      (sum, selection) => plus(sum, conditioned(selection, costOf(selection, parent, sizes))),
      NO_COST,
    );
  }

  function costOf(selection: SelectionNode, parent: GraphQLCompositeType, sizes: HandedOn): CostFormula {
    switch (selection.kind) {
      case Kind.FIELD:
        return costOfField(selection, parent, sizes);
      case Kind.INLINE_FRAGMENT:
        return costOfSet(
          selection.selectionSet,
          typeNamed(selection.typeCondition?.name.value, parent),
          sizes,
        );
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        if (!fragment) return NO_COST;
        const type = typeNamed(fragment.typeCondition.name.value, parent);
        // Sizes that are handed on are of the place where it is spread.
        if (sizes.size > 0) return costOfSet(fragment.selectionSet, type, sizes);
        let cost = known.get(selection.name.value);
        if (cost === undefined) {
          cost = costOfSet(fragment.selectionSet, type, sizes);
          known.set(selection.name.value, cost);
        }
        return cost;
      }
    }
  }

  function costOfField(node: FieldNode, parent: GraphQLCompositeType, handedOn: HandedOn): CostFormula {
    const name = node.name.value;
    const field =
      'getFields' in parent
        ? (parent as GraphQLObjectType | GraphQLInterfaceType).getFields()[name]
        : undefined;
    if (!field || name.startsWith('__')) return NO_COST;
    const places = placesOf(parent, name);
    const type = getNamedType(field.type);
    const weight =
      most(places, rules.weights) ?? rules.weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const declared = places.map((place) => rules.lists.get(place)).find((found) => found !== undefined);
    const size = declared ? sizeOf(declared, field, node) : undefined;
    const sizes =
      declared && size !== undefined && declared.sizedFields.length > 0
        ? new Map(declared.sizedFields.map((sized) => [sized, size]))
        : NOTHING_HANDED_ON;
    const below =
      node.selectionSet && isCompositeType(type) ? costOfSet(node.selectionSet, type, sizes) : NO_COST;
    const one = plus(weight, below);
    const elements = isList(field.type)
      ? (handedOn.get(name) ?? (declared?.sizedFields.length ? undefined : size) ?? UNDECLARED_LIST_SIZE)
      : 1;
    return plus(times(elements, one), costOfArguments(node, field, places));
  }

  function costOfArguments(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    places: readonly string[],
  ): CostFormula {
    let sum: CostFormula = NO_COST;
    for (const { name, value } of node.arguments ?? []) {
      const type = field.args.find((declared) => declared.name === name.value)?.type;
      const weight = most(
        places.map((place) => `${place}(${name.value})`),
        rules.weights,
      );
      if (!type || (weight === undefined && !isInputObjectType(getNamedType(type)))) continue;
      sum = plus(sum, inputCost(type, value, rules, weight));
    }
    return sum;
  }

  /** The greatest of the slicing arguments, at most a page that is served at all; a larger one its owner refuses. */
  function sizeOf(
    { assumedSize, slicingArguments }: ListSize,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ): CostFormula | undefined {
    const given = slicingArguments.flatMap((name): CostFormula[] => {
      const declared = field.args.find((arg) => arg.name === name);
      const otherwise = typeof declared?.defaultValue === 'number' ? declared.defaultValue : assumedSize;
      const value = node.arguments?.find((arg) => arg.name.value === name)?.value;
      if (!declared || value === undefined || value.kind === Kind.NULL) {
        return otherwise === undefined ? [] : [otherwise];
      }
      if (value.kind === Kind.VARIABLE) {
        const variable = value.name.value;
        const preset = variableDefaults.get(variable);
        const presetSize = preset && preset.kind === Kind.INT ? Number(preset.value) : undefined;
        return [
          (variables, mostRows) => {
            const sent = variables[variable];
            const wanted =
              typeof sent === 'number'
                ? sent
                : ((sent === undefined ? presetSize : undefined) ?? otherwise ?? UNDECLARED_LIST_SIZE);
            return bounded(wanted, mostRows);
          },
        ];
      }
      const literal: unknown = valueFromAST(value, declared.type);
      return typeof literal === 'number' ? [(_, mostRows) => bounded(literal, mostRows)] : [];
    });
    return given.length > 0 ? greatest(given) : assumedSize;
  }

  /** Also an interface's field costs what its types ask for it: which of them comes back is not known yet. */
  function placesOf(parent: GraphQLCompositeType, field: string): string[] {
    const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
    return types.map(({ name }) => `${name}.${field}`);
  }

  function typeNamed(name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : otherwise;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return NO_COST;
  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : NO_COST;
  return plus(base, costOfSet(operation.selectionSet, root, NOTHING_HANDED_ON));
}

/** What is skipped costs nothing. */
function conditioned(selection: SelectionNode, cost: CostFormula): CostFormula {
  let left = cost;
  for (const { name, arguments: given } of selection.directives ?? []) {
    const condition = given?.find((arg) => arg.name.value === 'if')?.value;
    if (!condition || (name.value !== 'skip' && name.value !== 'include')) continue;
    const wanted = name.value === 'include';
    if (condition.kind === Kind.BOOLEAN) {
      if (condition.value !== wanted) return NO_COST;
    } else if (condition.kind === Kind.VARIABLE) {
      left = when(condition.name.value, wanted, left);
    }
  }
  return left;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function most(places: readonly string[], weights: ReadonlyMap<string, number>): number | undefined {
  let found: number | undefined;
  for (const place of places) {
    const weight = weights.get(place);
    if (weight !== undefined && (found === undefined || weight > found)) found = weight;
  }
  return found;
}

function bounded(rows: number, mostRows: number): number {
  return Math.min(Math.max(rows, 0), mostRows);
}
