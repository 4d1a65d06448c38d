import {
  Kind,
  isTypeDefinitionNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';

/** How many elements a list field is taken to have: `@listSize`. */
export interface ListSize {
  assumedSize: number | undefined;
  /** Arguments that say how many are asked for; the greatest counts. */
  slicingArguments: readonly string[];
  /** Fields of the result that hold the elements; empty: the field itself does. */
  sizedFields: readonly string[];
}

export interface CostRules {
  /** `@cost`, by `Type`, `Type.field`, `Type.field(argument)` and `Input.field`. */
  weights: ReadonlyMap<string, number>;
  /** By `Type.field`. */
  lists: ReadonlyMap<string, ListSize>;
}

/** Reads `@cost` and `@listSize` (IBM GraphQL cost specification, as Apollo Federation 2.9 composes them). */
export function readCostRules(supergraph: DocumentNode): CostRules {
  const weights = new Map<string, number>();
  const lists = new Map<string, ListSize>();

  function weigh(place: string, { directives }: { directives?: readonly ConstDirectiveNode[] }): void {
    const weight = intOf(argument(named(directives, 'cost'), 'weight'));
    if (weight !== undefined) weights.set(place, weight);
  }

  function readField(type: string, field: FieldDefinitionNode): void {
    const place = `${type}.${field.name.value}`;
    weigh(place, field);
    for (const input of field.arguments ?? []) weigh(`${place}(${input.name.value})`, input);
    const sized = named(field.directives, 'listSize');
    if (!sized) return;
    lists.set(place, {
      assumedSize: intOf(argument(sized, 'assumedSize')),
      slicingArguments: textsOf(argument(sized, 'slicingArguments')),
      sizedFields: textsOf(argument(sized, 'sizedFields')),
    });
  }

  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const type = definition.name.value;
    weigh(type, definition);
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        for (const field of definition.fields ?? []) readField(type, field);
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const input of definition.fields ?? []) weigh(`${type}.${input.name.value}`, input);
        break;
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION:
        break;
    }
  }
  return { weights, lists };
}

function named(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}

function argument(directive: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined {
  return directive?.arguments?.find((given) => given.name.value === name)?.value;
}

function intOf(value: ConstValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function textsOf(value: ConstValueNode | undefined): string[] {
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}
