import {
  GraphQLInt,
  GraphQLNonNull,
  buildSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A small schema with what authorisation has to cope with: interfaces, a union, lists, non-null fields. */
export const RANDOM_SCHEMA = buildSchema(`
  interface Thing { id: ID! name: String must: String! part: Thing parts: [Thing!] only: Box! }
  type Box implements Thing {
    id: ID! name: String must: String! part: Thing parts: [Thing!] only: Box! size: Int any: Any grid: [[Thing]]
  }
  type Jar implements Thing {
    id: ID! name: String must: String! part: Thing parts: [Thing!] only: Box! label: String lids: [Box!]!
  }
  type Bag { id: ID! name: String inside: Any handles: [Bag] }
  union Any = Box | Jar | Bag
  type Query { thing: Thing things: [Thing!]! any: Any box: Box! bag: Bag jars: [Jar]! }
`);

const VARIABLES = {
  yes: 'Boolean!',
  no: 'Boolean!',
  defaultYes: 'Boolean = true',
  defaultNo: 'Boolean = false',
};

/** Mulberry32: the same seed gives the same numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomOperation {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

export interface RandomOperationOptions {
  schema?: GraphQLSchema;
  /** How a field that takes arguments is written, e.g. `{ licenses: 'licenses(first: 2)' }`; one of several. */
  calls?: Readonly<Record<string, string | readonly string[]>>;
  /** Types of the variables that `calls` use. */
  variables?: Readonly<Record<string, string>>;
  /** Default query. */
  root?: 'query' | 'mutation';
  /** Numbers in [0, 1) to choose by, instead of the seed's. */
  random?: () => number;
  /** Deepest nesting of fields and fragments. */
  depth?: number;
  /** Share of fields that have an alias. */
  aliases?: number;
  /** Share of selections that have a condition. */
  conditions?: number;
}

/** An operation with aliases, merged duplicates, all kinds of fragments, and conditions; valid but for unused parts. */
export function randomOperation(
  seed: number,
  {
    schema = RANDOM_SCHEMA,
    calls = {},
    variables = {},
    root: kindOfRoot = 'query',
    random = createRandom(seed),
    depth: deepest = 4,
    aliases = 0.25,
    conditions = 0.25,
  }: RandomOperationOptions = {},
): RandomOperation {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const rootType = kindOfRoot === 'query' ? schema.getQueryType() : schema.getMutationType();
  const composite = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
  );
  const objectsOf = (type: GraphQLCompositeType) =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  const overlaps = (a: GraphQLCompositeType, b: GraphQLCompositeType) =>
    objectsOf(a).some((object) => objectsOf(b).includes(object));
  // A name that the gateway might want for itself: of one field throughout, or two would ask for it.
  const ownName = pick(['__typename', 'id']);
  const fragments = Array.from({ length: 4 }, (_, i) => ({ name: `F${i}`, on: pick(composite) }));

  function condition(): string {
    const kind = random();
    if (kind > conditions) return '';
    const value = kind < conditions / 2 ? pick(['true', 'false']) : `$${pick(Object.keys(VARIABLES))}`;
    return ` @${pick(['include', 'skip'])}(if: ${value})`;
  }

  function selections(type: GraphQLCompositeType, depth: number, fragmentsFrom: number): string {
    const count = 1 + Math.floor(random() * 4);
    return Array.from({ length: count }, () => selection(type, depth, fragmentsFrom)).join(' ');
  }

  function selection(type: GraphQLCompositeType, depth: number, fragmentsFrom: number): string {
    const kind = random();
    const spreadable = fragments.slice(fragmentsFrom).filter(({ on }) => overlaps(on, type));
    if (kind < 0.15 && spreadable.length > 0) return `...${pick(spreadable).name}${condition()}`;
    if (kind < 0.35 && depth > 0) {
      const on = random() < 0.2 ? type : pick(composite.filter((other) => overlaps(other, type)));
      const typeCondition = on === type && random() < 0.5 ? '' : ` on ${on.name}`;
      return `...${typeCondition}${condition()} { ${selections(on, depth - 1, fragmentsFrom)} }`;
    }
    return field(type, depth, fragmentsFrom);
  }

  /** The alias names its field, so that no two fields ever ask for one name. */
  function alias(name: string, endings: string[]): string {
    if (random() >= aliases) return '';
    return name === ownName && random() < 0.5
      ? 'hub__typename: '
      : `${name.replace(/^_+/, '')}_${pick(endings)}: `;
  }

  function field(type: GraphQLCompositeType, depth: number, fragmentsFrom: number): string {
    const fields: GraphQLField<unknown, unknown>[] =
      'getFields' in type ? Object.values(type.getFields()) : [];
    const definition = random() < 0.1 || fields.length === 0 ? undefined : pick(fields);
    if (!definition) return `${alias('__typename', ['x', 'y'])}__typename${condition()}`;
    const named = getNamedType(definition.type);
    const inner = isCompositeType(named)
      ? ` { ${depth > 0 ? selections(named, depth - 1, fragmentsFrom) : '__typename'} }`
      : '';
    return `${alias(definition.name, ['x', 'y'])}${call(definition.name)}${condition()}${inner}`;
  }

  function call(name: string): string {
    const ways = calls[name] ?? name;
    return typeof ways === 'string' ? ways : pick(ways);
  }

  const root = selections(rootType as GraphQLCompositeType, deepest, 0);
  const bodies = fragments.map(
    ({ name, on }, i) => `fragment ${name} on ${on.name} { ${selections(on, Math.min(deepest, 2), i + 1)} }`,
  );
  // Only what is used, or it would not be valid; a fragment spreads later ones only.
  let body = root;
  for (const [i, { name }] of fragments.entries()) if (body.includes(`...${name}`)) body += `\n${bodies[i]}`;
  const used = Object.entries({ ...VARIABLES, ...variables }).filter(([name]) =>
    new RegExp(`\\$${name}\\b`).test(body),
  );
  const declared = used.map(([name, type]) => `$${name}: ${type}`).join(', ');
  const [operation = '', ...rest] = body.split('\n');
  return {
    document: parse(
      [`${kindOfRoot} Q${declared === '' ? '' : `(${declared})`} { ${operation} }`, ...rest].join('\n'),
    ),
    variables: { yes: true, no: false },
  };
}

/** Fields that some caller may not read, non-null ones among them where `nonNull`. */
export function randomDenials(seed: number, { nonNull }: { nonNull: boolean }): Set<string> {
  const random = createRandom(seed);
  const denied = new Set<string>();
  for (const type of Object.values(RANDOM_SCHEMA.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const allowed = nonNull || !isNonNullType(field.type);
      if (allowed && random() < 0.25) denied.add(`${type.name}.${field.name}`);
    }
  }
  return denied;
}

/**
 * Answers any field from its path alone, so that an operation and what is left of it see the same world. Nullable
 * fields are sometimes null, and fail sometimes where `failing`.
 */
export function randomData(
  seed: number,
  { failing }: { failing: boolean },
): GraphQLFieldResolver<unknown, unknown> {
  return (_source, _arguments, _context, info) => {
    const path: (string | number)[] = [];
    for (let part: typeof info.path | undefined = info.path; part; part = part.prev) path.unshift(part.key);
    const random = createRandom(hash(`${seed}/${path.join('/')}`));
    if (failing && !isNonNullType(info.returnType) && random() < 0.1) throw new Error('failed');
    return valueOf(info.schema, info.returnType, random);
  };
}

function valueOf(schema: GraphQLSchema, type: GraphQLOutputType, random: () => number): unknown {
  if (!isNonNullType(type)) {
    return random() < 0.15 ? null : valueOf(schema, new GraphQLNonNull(type), random);
  }
  const inner = type.ofType;
  if (isListType(inner)) {
    return Array.from({ length: Math.floor(random() * 3) }, () => valueOf(schema, inner.ofType, random));
  }
  if (isAbstractType(inner)) {
    const possible = schema.getPossibleTypes(inner);
    return { __typename: possible[Math.floor(random() * possible.length)]?.name };
  }
  if (isCompositeType(inner)) return { __typename: inner.name };
  const number = Math.floor(random() * 100);
  return inner === GraphQLInt ? number : `${String(inner)}-${number}`;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619);
  return value;
}
