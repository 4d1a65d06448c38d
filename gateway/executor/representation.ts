import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { deepMerge } from './deep-merge.ts';
import { define, isData, own, type Data } from './data.ts';
import type { TypeRelations } from './type-relations.ts';

/** Builds what a subgraph is asked about an entity; null where the entity lacks a part of it, or is of another type. */
export type RepresentationBuilder = (entity: Data) => Data | null;

type Part = (source: Data, into: Data) => boolean;

/** Prepares the `requires` of a fetch: keys, and fields that the subgraph asks for by `@requires`. */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  types: TypeRelations,
): RepresentationBuilder {
  const build = compileSelections(requires, types);
  return (entity) => {
    const representation = build(entity);
    return representation !== null && representation.__typename ? representation : null;
  };
}

function compileSelections(
  selections: readonly QueryPlanSelectionNode[],
  types: TypeRelations,
): RepresentationBuilder {
  const parts = selections.map((selection) =>
    selection.kind === 'Field' ? fieldPart(selection, types) : fragmentPart(selection, types),
  );
  return (source) => {
    const built: Data = {};
    for (const part of parts) if (!part(source, built)) return null;
    return built;
  };
}

function fieldPart(field: QueryPlanFieldNode, types: TypeRelations): Part {
  const key = field.alias ?? field.name;
  const inner = field.selections && compileSelections(field.selections, types);
  return (source, into) => {
    const value = own(source, key);
    if (value === undefined) return false;
    define(into, key, inner ? built(value, inner) : value);
    return true;
  };
}

/** A part of a part may be missing: it is null then, and the entity is asked about all the same. */
function built(value: unknown, inner: RepresentationBuilder): unknown {
  if (Array.isArray(value)) return value.map((element) => built(element, inner));
  return isData(value) ? inner(value) : null;
}

function fragmentPart(
  { typeCondition, selections }: Exclude<QueryPlanSelectionNode, QueryPlanFieldNode>,
  types: TypeRelations,
): Part {
  // Composition writes no fragment without a condition.
  if (typeCondition === undefined) return () => true;
  const inner = compileSelections(selections, types);
  return (source, into) => {
    const typeName = source.__typename;
    if (
      typeof typeName !== 'string' ||
      !(typeName === typeCondition || types.fits(typeName, typeCondition))
    ) {
      return true;
    }
    const part = inner(source);
    if (part) deepMerge(into, part);
    return true;
  };
}
