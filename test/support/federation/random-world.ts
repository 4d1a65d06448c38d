import {
  GraphQLError,
  GraphQLInt,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';
import { hashOf } from './tape.ts';

/** A thing of the world: its number decides everything about it, whichever subgraph is asked, and by whatever key. */
interface Thing {
  __typename: string;
  n: number;
  /** What was sent along to be asked about it. */
  reference?: Record<string, unknown>;
}

export interface WorldOptions {
  seed: number;
  /** Of a hundred nullable values, so many are null. */
  nulls: number;
  /** Of a hundred entities that are asked for by a key, so many are not known. */
  unknown: number;
  /** Of a hundred fields, so many fail, with their path. */
  failures: number;
  /** Fields that never fail, by name: others are computed from them. */
  required: ReadonlySet<string>;
  /** Object types behind an interface or in a union, in the whole graph and in one order. */
  possibleTypes(abstract: string): readonly string[];
}

export interface World {
  resolve: GraphQLFieldResolver<unknown, unknown>;
  typeOf: GraphQLTypeResolver<unknown, unknown>;
  /** The entity that a representation is about; null for one that nobody knows. */
  entity(reference: Record<string, unknown>): Thing | null;
}

/** Answers any field of any subgraph from the number of its object alone, so that all subgraphs see one world. */
export function createWorld({
  seed,
  nulls,
  unknown,
  failures,
  required,
  possibleTypes,
}: WorldOptions): World {
  const roll = (...parts: unknown[]) => hashOf(`${seed}/${parts.join('/')}`);

  const resolve: World['resolve'] = (
    source,
    args,
    _context,
    { fieldName, returnType, parentType, schema },
  ) => {
    const thing = source as Thing | undefined;
    const n = thing?.n ?? 0;
    const place = `${thing ? n : parentType.name}.${fieldName}${JSON.stringify(args)}`;
    const key = keyValue(fieldName, n);
    if (key !== undefined && thing) return key;
    if (fieldName.startsWith('from_') && thing) {
      return computed(
        fieldName.slice(5),
        thing,
        (parentType.getFields()[fieldName.slice(5)] as GraphQLField<unknown, unknown>).type,
        schema,
      );
    }
    if (!required.has(fieldName) && roll(place, 'fails') % 100 < failures) {
      throw new GraphQLError(`${place} failed`, {
        extensions: { code: roll(place) % 2 ? 'E_ODD' : 'E_EVEN' },
      });
    }
    return valueOf(returnType, place, schema);
  };

  /** From what was required, as it came; or as it is, where the world itself is asked. */
  function computed(
    field: string,
    { n, reference }: Thing,
    type: GraphQLOutputType,
    schema: GraphQLSchema,
  ): string {
    return `from ${JSON.stringify(parts(reference ? reference[field] : valueOf(type, `${n}.${field}{}`, schema)))}`;

    function parts(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(parts);
      if (typeof value !== 'object' || value === null || 'blob' in value) return value ?? null;
      const [part, given] = Object.entries(value).find(([name]) => name !== '__typename') ?? [];
      if (reference) return { [part ?? '']: given };
      const known = (value as Thing).__typename === 'Size' ? 'wide' : 'row';
      return { [known]: valueOf(GraphQLInt, `${given as number}.${known}{}`, schema) };
    }
  }

  function valueOf(type: GraphQLOutputType, place: string, schema: GraphQLSchema): unknown {
    const number = roll(place);
    if (!isNonNullType(type) && roll(place, 'null') % 100 < nulls) return null;
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner)) {
      return Array.from({ length: number % 4 }, (_, i) =>
        valueOf(inner.ofType as GraphQLOutputType, `${place}[${i}]`, schema),
      );
    }
    const named = getNamedType(inner);
    // The one is an object where a subgraph does not know what is behind it.
    if (isAbstractType(named) || named.name === 'Thing') {
      const types = possibleTypes(named.name);
      return ofType(types[number % types.length] ?? '', number);
    }
    if (isObjectType(named)) return ofType(named.name, number);
    if (isEnumType(named)) return ['RED', 'GREEN', 'SECRET'][number % 3];
    switch (named.name) {
      case 'Int':
        return number % 1_000;
      case 'Float':
        return (number % 1_000) / 8;
      case 'Boolean':
        return number % 2 === 0;
      case 'Blob':
        return number % 2 === 0 ? { blob: number % 100 } : `blob ${number % 100}`;
      default:
        return `${named.name} ${number % 1_000}`;
    }
  }

  /** Few of each, so that many places hold the same. */
  function ofType(name: string, number: number): Thing {
    const things = possibleTypes('Thing');
    const position = things.indexOf(name);
    const few = number % 7;
    return { __typename: name, n: position < 0 ? few : few * things.length + position };
  }

  return {
    resolve,
    typeOf: (value) => (value as Thing).__typename,
    entity(reference) {
      const n = Number(
        /\d+/.exec(JSON.stringify([reference.id, reference.sku, reference.left, reference.org]))?.[0],
      );
      const { __typename } = reference as unknown as Thing;
      if (Number.isNaN(n) || roll(n, 'unknown') % 100 < unknown) return null;
      const things = possibleTypes('Thing');
      return {
        __typename: __typename === 'Thing' ? (things[n % things.length] ?? '') : __typename,
        n,
        reference,
      };
    },
  };
}

function keyValue(field: string, n: number): unknown {
  switch (field) {
    case 'id':
    case 'code':
      return `n${n}`;
    case 'sku':
      return `sku${n}`;
    case 'left':
      return n;
    case 'right':
      return `right${n}`;
    case 'org':
      return { __typename: 'Org', n };
    default:
      return undefined;
  }
}
