import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isInherited } from '../data.ts';
import type { TypeRelations } from '../type-relations.ts';
import type { FieldCollector } from './collect-fields.ts';
import { leafReader, type LeafReader } from './leaf-values.ts';

/** What a value is to look like. */
export type ValueShape =
  | { readonly kind: 'leaf'; readonly read: LeafReader; readonly type: string }
  | {
      readonly kind: 'list';
      readonly element: ValueShape;
      readonly elementNonNull: boolean;
      readonly type: string;
    }
  | { readonly kind: 'object'; readonly shapeOf: ObjectShapes; readonly type: string };

export interface FieldShape {
  /** Response name. */
  readonly key: string;
  /** Whether objects inherit something of that name. */
  readonly inherited: boolean;
  /** For messages: `Type.field`. */
  readonly name: string;
  readonly nonNull: boolean;
  /** `typename` answers itself, `introspection` comes from the schema, anything else from the data. */
  readonly value:
    | ValueShape
    | { readonly kind: 'typename' }
    | { readonly kind: 'introspection'; readonly nodes: FieldNode[] };
}

export interface ObjectShape {
  readonly typeName: string;
  /** False for an interface: a subgraph that does not know the types behind it said no more. */
  readonly concrete: boolean;
  readonly fields: readonly FieldShape[];
}

/** The shape of an object by the `__typename` in its data; undefined where that is no type that can stand here. */
export type ObjectShapes = (typeName: unknown) => ObjectShape | undefined;

export interface ShapeOptions {
  /** As clients see it. */
  schema: GraphQLSchema;
  types: TypeRelations;
  fields: FieldCollector;
}

/** The shapes of selections on a type, each made when the first object of its type is met. */
export function objectShapes(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  options: ShapeOptions,
): ObjectShapes {
  const made = new Map<unknown, ObjectShape>();
  return (given) => {
    let shape = made.get(given);
    if (shape === undefined) {
      const actual = actualType(given, type, options);
      if (actual === undefined) return undefined;
      // Types of the schema only: what subgraphs make up is not kept.
      shape = objectShape(sets, actual, options);
      made.set(given, shape);
    }
    return shape;
  };
}

function actualType(
  given: unknown,
  declared: GraphQLCompositeType,
  { schema, types }: ShapeOptions,
): GraphQLCompositeType | undefined {
  if (given === undefined || given === null || given === '') return declared;
  if (typeof given !== 'string') return undefined;
  if (types.fits(given, declared.name)) return schema.getType(given) as GraphQLCompositeType;
  // The other way round: an interface that stands for its types in a subgraph of its own.
  return types.fits(declared.name, given) ? declared : undefined;
}

function objectShape(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  options: ShapeOptions,
): ObjectShape {
  const fields: FieldShape[] = [];
  for (const [key, nodes] of options.fields.collect(sets, type.name)) {
    const field = fieldShape(key, nodes, type, options);
    if (field) fields.push(field);
  }
  return { typeName: type.name, concrete: isObjectType(type), fields };
}

function fieldShape(
  key: string,
  nodes: FieldNode[],
  type: GraphQLCompositeType,
  options: ShapeOptions,
): FieldShape | undefined {
  const name = nodes[0]?.name.value ?? '';
  const common = { key, inherited: isInherited(key), name: `${type.name}.${name}` };
  if (name === '__typename') return { ...common, nonNull: true, value: { kind: 'typename' } };
  if (name === '__schema' || name === '__type') {
    return { ...common, nonNull: name === '__schema', value: { kind: 'introspection', nodes } };
  }
  const definition = 'getFields' in type ? type.getFields()[name] : undefined;
  if (definition === undefined) return undefined;
  return {
    ...common,
    nonNull: isNonNullType(definition.type),
    value: valueShape(definition.type, nodes, options),
  };
}

function valueShape(
  given: GraphQLOutputType,
  nodes: readonly FieldNode[],
  options: ShapeOptions,
): ValueShape {
  const type = isNonNullType(given) ? given.ofType : given;
  if (isListType(type)) {
    const element = type.ofType as GraphQLOutputType;
    return {
      kind: 'list',
      element: valueShape(element, nodes, options),
      elementNonNull: isNonNullType(element),
      type: String(element),
    };
  }
  if (isLeafType(type)) return { kind: 'leaf', read: leafReader(type), type: type.name };
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  const named = getNamedType(type) as GraphQLCompositeType;
  return { kind: 'object', shapeOf: objectShapes(sets, named, options), type: named.name };
}
