import type { ResponsePath } from '@apollo/query-planner';
import { isData, own, type Data } from './data.ts';

/** One step of a plan's path: into a field, or, where `key` is null, into the elements of a list. */
interface PathStep {
  readonly key: string | null;
  /** Only objects of these types are meant. */
  readonly types: ReadonlySet<string> | null;
}

/** Where the entities of a fetch are found in the data. */
export interface EntityPath {
  /** The objects at the path, those that are there. */
  collect(from: readonly Data[]): Data[];
  /** Every place of the path with the object that is there now, from the root of the data. */
  places(root: Data): { entity: Data; path: (string | number)[] }[];
  /** The path up to its first list: a place in every answer. */
  readonly fixed: readonly string[];
}

/** @param prefix of the path before `path`, where the nodes of a plan are nested; `collect` starts after it */
export function compilePath(prefix: ResponsePath, path: ResponsePath): EntityPath {
  const steps = path.map(toStep);
  const all = [...prefix.map(toStep), ...steps];
  const firstList = all.findIndex(({ key }) => key === null);
  return {
    collect(from) {
      const found: Data[] = [];
      for (const data of from) collectAt(data, steps, 0, found);
      return found;
    },
    places(root) {
      const found: { entity: Data; path: (string | number)[] }[] = [];
      placesAt(root, all, 0, [], found);
      return found;
    },
    fixed: (firstList < 0 ? all : all.slice(0, firstList)).flatMap(({ key }) => (key ? [key] : [])),
  };
}

/** `name`, `@`, and either with the types that are meant: `@|[FoodPermit,HealthPermit]`. */
function toStep(element: string | number): PathStep {
  const [name = '', condition] = String(element).split('|');
  const types = condition === undefined ? null : new Set(condition.slice(1, -1).split(','));
  return { key: name === '@' ? null : name, types };
}

function collectAt(value: unknown, steps: readonly PathStep[], index: number, found: Data[]): void {
  if (value === null || value === undefined) return;
  const step = steps[index];
  if (step === undefined) {
    if (isData(value)) found.push(value);
    return;
  }
  if (step.key === null) {
    // A subgraph that answers no list where one belongs is found out when the answer is shaped.
    if (!Array.isArray(value)) return;
    for (const element of value) if (isMeant(element, step)) collectAt(element, steps, index + 1, found);
    return;
  }
  const next = intoField(value, step);
  if (isMeant(next, step)) collectAt(next, steps, index + 1, found);
}

function placesAt(
  value: unknown,
  steps: readonly PathStep[],
  index: number,
  path: (string | number)[],
  found: { entity: Data; path: (string | number)[] }[],
): void {
  const step = steps[index];
  if (step === undefined) {
    if (isData(value)) found.push({ entity: value, path });
  } else if (step.key === null) {
    if (!Array.isArray(value)) return;
    for (const [i, element] of value.entries()) {
      if (isMeant(element, step)) placesAt(element, steps, index + 1, [...path, i], found);
    }
  } else {
    const next = intoField(value, step);
    if (isMeant(next, step)) {
      placesAt(next, steps, index + 1, step.key === '' ? path : [...path, step.key], found);
    }
  }
}

/** A path may begin with a condition alone, on the root. */
function intoField(value: unknown, { key }: PathStep): unknown {
  if (key === '') return value;
  return isData(value) ? own(value, key as string) : undefined;
}

function isMeant(value: unknown, { types }: PathStep): boolean {
  if (types === null || !isData(value)) return true;
  return typeof value.__typename === 'string' && types.has(value.__typename);
}
