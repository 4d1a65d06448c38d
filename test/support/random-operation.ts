import { buildSchema, parse, type DocumentNode, type GraphQLFieldResolver } from 'graphql';

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

const OBJECTS = ['Query', 'Box', 'Jar', 'Bag'];
const POSSIBLE: Readonly<Record<string, readonly string[]>> = {
  Thing: ['Box', 'Jar'],
  Any: ['Box', 'Jar', 'Bag'],
  Query: ['Query'],
  Box: ['Box'],
  Jar: ['Jar'],
  Bag: ['Bag'],
};
const VARIABLES = ['yes', 'no', 'defaultYes', 'defaultNo'];

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

/** An operation over `RANDOM_SCHEMA` with aliases, merged duplicates, all kinds of fragments, and conditions. */
export function randomOperation(seed: number): RandomOperation {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fragments = Array.from({ length: 4 }, (_, i) => ({ name: `F${i}`, on: pick(Object.keys(POSSIBLE)) }));
  const overlaps = (a: string, b: string) => POSSIBLE[a]?.some((type) => POSSIBLE[b]?.includes(type));

  function condition(): string {
    const kind = random();
    if (kind > 0.25) return '';
    const value = kind < 0.12 ? pick(['true', 'false']) : `$${pick(VARIABLES)}`;
    return ` @${pick(['include', 'skip'])}(if: ${value})`;
  }

  function selections(type: string, depth: number, fragmentsFrom: number): string {
    const count = 1 + Math.floor(random() * 4);
    return Array.from({ length: count }, () => selection(type, depth, fragmentsFrom)).join(' ');
  }

  function selection(type: string, depth: number, fragmentsFrom: number): string {
    const kind = random();
    const spreadable = fragments.slice(fragmentsFrom).filter(({ on }) => overlaps(on, type));
    if (kind < 0.15 && spreadable.length > 0) return `...${pick(spreadable).name}${condition()}`;
    if (kind < 0.35 && depth > 0) {
      const on = random() < 0.2 ? type : pick(Object.keys(POSSIBLE).filter((other) => overlaps(other, type)));
      const typeCondition = on === type && random() < 0.5 ? '' : ` on ${on}`;
      return `...${typeCondition}${condition()} { ${selections(on, depth - 1, fragmentsFrom)} }`;
    }
    return field(type, depth, fragmentsFrom);
  }

  function field(type: string, depth: number, fragmentsFrom: number): string {
    const known = RANDOM_SCHEMA.getType(type);
    const fields = known && 'getFields' in known ? Object.values(known.getFields()) : [];
    const definition = random() < 0.1 || fields.length === 0 ? undefined : pick(fields);
    if (!definition) return `${pick(['', 'kind: ', 'hub__typename: '])}__typename${condition()}`;
    // The alias names its field, so that no two fields ever ask for one name.
    const alias = random() < 0.25 ? `${definition.name}_${pick(['x', 'y'])}: ` : '';
    const named = String(definition.type).replace(/[[\]!]/g, '');
    const inner = POSSIBLE[named]
      ? ` { ${depth > 0 ? selections(named, depth - 1, fragmentsFrom) : '__typename'} }`
      : '';
    return `${alias}${definition.name}${condition()}${inner}`;
  }

  const operation = `query Q($yes: Boolean!, $no: Boolean!, $defaultYes: Boolean = true, $defaultNo: Boolean = false) {
    ${selections('Query', 4, 0)}
  }`;
  const definitions = fragments.map(
    ({ name, on }, i) => `fragment ${name} on ${on} { ${selections(on, 2, i + 1)} }`,
  );
  return { document: parse([operation, ...definitions].join('\n')), variables: { yes: true, no: false } };
}

/** Fields that some caller may not read, non-null ones among them where `nonNull`. */
export function randomDenials(seed: number, { nonNull }: { nonNull: boolean }): Set<string> {
  const random = createRandom(seed);
  const denied = new Set<string>();
  for (const name of OBJECTS) {
    const type = RANDOM_SCHEMA.getType(name);
    if (!type || !('getFields' in type)) continue;
    for (const field of Object.values(type.getFields())) {
      const allowed = nonNull || !String(field.type).endsWith('!');
      if (allowed && random() < 0.25) denied.add(`${name}.${field.name}`);
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
    const type = String(info.returnType);
    if (failing && !type.endsWith('!') && random() < 0.1) throw new Error('failed');
    return valueOf(type, random);
  };
}

function valueOf(type: string, random: () => number): unknown {
  const nullable = !type.endsWith('!');
  if (nullable && random() < 0.15) return null;
  const inner = nullable ? type : type.slice(0, -1);
  if (inner.startsWith('[')) {
    return Array.from({ length: Math.floor(random() * 3) }, () => valueOf(inner.slice(1, -1), random));
  }
  const possible = POSSIBLE[inner];
  if (possible) return { __typename: possible[Math.floor(random() * possible.length)] };
  return inner === 'Int' ? Math.floor(random() * 100) : `${inner}-${Math.floor(random() * 100)}`;
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619);
  return value;
}
