import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { TypeRelations } from '../type-relations.ts';
import { isIncluded, type Valuation } from './condition-variables.ts';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface FieldCollector {
  /** The fields that an object of this type has in the answer, by response name, in order (specification, 6.3.2). */
  collect(sets: readonly SelectionSetNode[], typeName: string): Map<string, FieldNode[]>;
}

export function createFieldCollector(
  fragments: Fragments,
  types: TypeRelations,
  valuation: Valuation,
): FieldCollector {
  function collectInto(
    set: SelectionSetNode,
    typeName: string,
    fields: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, valuation)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
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
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      if (condition === undefined || types.fits(typeName, condition)) {
        collectInto(fragment.selectionSet, typeName, fields, spread);
      }
    }
  }

  return {
    collect(sets, typeName) {
      const fields = new Map<string, FieldNode[]>();
      const spread = new Set<string>();
      for (const set of sets) collectInto(set, typeName, fields, spread);
      return fields;
    },
  };
}

export function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}
