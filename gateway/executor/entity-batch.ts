import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from './data.ts';
import type { RepresentationBuilder } from './representation.ts';
import type { Rewrite } from './rewrites.ts';

/** The entities of one fetch, and what is sent for them. */
export interface EntityBatch {
  /** No two are equal: an entity that stands in many places travels once. */
  readonly representations: readonly Data[];
  /** The entities that could be represented. */
  readonly entities: readonly Data[];
  /** For each of `entities`, which representation stands for it. */
  readonly positions: readonly number[];
}

export type BatchBuilder = (entities: readonly Data[]) => EntityBatch;

export function compileBatch(
  requires: readonly QueryPlanSelectionNode[],
  represent: RepresentationBuilder,
  rewrite: Rewrite | undefined,
): BatchBuilder {
  const leaves = leafNames(requires);
  return (found) => {
    const representations: Data[] = [];
    const entities: Data[] = [];
    const positions: number[] = [];
    const alike = new Map<string, number[]>();
    for (const entity of found) {
      const representation = represent(entity);
      if (representation === null) continue;
      rewrite?.(representation);
      entities.push(entity);
      if (found.length === 1) {
        positions.push(representations.push(representation) - 1);
        continue;
      }
      const key = shortKey(representation, leaves);
      const candidates = alike.get(key);
      let position = candidates?.find((candidate) => sameValue(representations[candidate], representation));
      if (position === undefined) {
        position = representations.push(representation) - 1;
        if (candidates) candidates.push(position);
        else alike.set(key, [position]);
      }
      positions.push(position);
    }
    return { representations, entities, positions };
  };
}

/** Names of the plain fields of a representation, of which keys are made. */
function leafNames(requires: readonly QueryPlanSelectionNode[]): string[] {
  const names = requires.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return leafNames(selection.selections);
    return selection.selections ? [] : [selection.alias ?? selection.name];
  });
  return [...new Set(names)];
}

/** Tells most representations apart; a last known record of a kilobyte is compared only where the key is the same. */
function shortKey(representation: Data, leaves: readonly string[]): string {
  let key = '';
  for (const leaf of leaves) {
    const value = representation[leaf];
    if (typeof value === 'string' || typeof value === 'number') key += `${value}\u0000`;
  }
  return key;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue((a as Data)[key], (b as Data)[key]))
  );
}
