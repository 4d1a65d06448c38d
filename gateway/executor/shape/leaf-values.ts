import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';

/** A value as the client gets it; undefined where it is none of the type. Never called with null. */
export type LeafReader = (value: unknown) => unknown;

const MAX_INT = 2_147_483_647;

const SPECIFIED: Readonly<Record<string, LeafReader>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  // Serialised as a string whatever it is made of (specification, 3.5.5).
  ID: (value) =>
    typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined,
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value <= MAX_INT && value >= -MAX_INT - 1
      ? value
      : undefined,
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
};

/**
 * Subgraphs have serialised already: this only keeps out what is of another type, and enum values that clients do not
 * know, inaccessible ones for example. What a custom scalar looks like is its subgraph's business.
 */
export function leafReader(type: GraphQLLeafType): LeafReader {
  if (isEnumType(type)) {
    const known = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => (known.has(value) ? value : undefined);
  }
  const reader = isSpecifiedScalarType(type) ? SPECIFIED[type.name] : undefined;
  return reader ?? ((value) => value);
}
