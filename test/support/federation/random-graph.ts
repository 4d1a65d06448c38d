import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { Tape } from './tape.ts';

export interface SubgraphSdl {
  name: string;
  sdl: string;
}

export interface RandomGraph {
  subgraphs: SubgraphSdl[];
  supergraphSdl: string;
}

const KEYS = {
  id: { fields: 'id', sdl: 'id: ID!' },
  sku: { fields: 'sku', sdl: 'sku: String!' },
  pair: { fields: 'left right', sdl: 'left: Int! right: String!' },
  nested: { fields: 'org { code }', sdl: 'org: Org!' },
} as const;
type KeyKind = keyof typeof KEYS;

interface Entity {
  name: string;
  keys: KeyKind[];
  home: number;
  /** Behind the interface: declared in the first subgraph, with `id` and `common`. */
  isThing: boolean;
  /** Type of its field `common`, which may say more than the interface does. */
  common: 'String' | 'String!';
}

interface Declared {
  keys: Set<KeyKind>;
  fields: Map<string, string>;
}

const ENTITIES = ['Box', 'Jar', 'Bag', 'Tin'];
/** Fields that entities have: of one type wherever they stand, so that most operations are valid. */
const LEAVES = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Colour', 'Blob'];
const COMMON_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides",
    "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject"])
  scalar Blob
  enum Colour { RED GREEN SECRET @inaccessible }
  type Org @shareable { code: ID! }
`;

/**
 * Subgraphs that compose, most of the time: entities with one key or several, of every kind, spread over subgraphs;
 * shared value types, a part of them in each; an interface and an object for it, a union, lists of lists; `@requires`,
 * `@provides`, `@override`, mutations.
 * @returns null where they do not compose
 */
export function randomGraph(tape: Tape): RandomGraph | null {
  const count = 2 + tape.below(3);
  const entities = ENTITIES.slice(0, 2 + tape.below(3)).map((name, i): Entity => {
    const isThing = i === 0 || tape.chance(50);
    const others = (['sku', 'pair', 'nested'] as const).filter(() => tape.chance(35));
    const keys: KeyKind[] = isThing || others.length === 0 || tape.chance(50) ? ['id', ...others] : others;
    const common = tape.chance(50) ? 'String!' : 'String';
    return { name, keys, home: isThing ? 0 : tape.below(count), isThing, common };
  });
  const things = entities.filter(({ isThing }) => isThing).map(({ name }) => name);
  const pool = fieldPool(tape, entities);
  const written = Array.from({ length: count }, (_, index) => createSubgraph(index));

  function createSubgraph(index: number) {
    return {
      index,
      entities: new Map<string, Declared>(),
      values: new Map<string, string>(),
      roots: [] as string[],
      mutations: [] as string[],
      usesThing: false,
      knowsCommon: tape.chance(50),
      usesAny: false,
    };
  }
  type Subgraph = ReturnType<typeof createSubgraph>;

  function declare(subgraph: Subgraph, entity: Entity): Declared {
    let declared = subgraph.entities.get(entity.name);
    if (!declared) {
      const isHome = entity.home === subgraph.index;
      const keys = new Set(isHome ? entity.keys : [tape.pick(entity.keys)]);
      declared = { keys, fields: new Map() };
      subgraph.entities.set(entity.name, declared);
    }
    return declared;
  }

  /** Declares whatever a field of this type needs to be there. */
  function use(subgraph: Subgraph, type: string): void {
    const named = type.replace(/[[\]!]/g, '');
    const entity = entities.find(({ name }) => name === named);
    if (entity) declare(subgraph, entity);
    if (named === 'Thing' && !subgraph.usesThing) {
      subgraph.usesThing = true;
      for (const thing of entities) if (thing.isThing) declare(subgraph, thing).keys.add('id');
    }
    if (named === 'Any') {
      subgraph.usesAny = true;
      for (const member of entities.slice(0, 2)) declare(subgraph, member);
      use(subgraph, 'Size');
    }
    if ((named === 'Size' || named === 'Spot') && !subgraph.values.has(named)) {
      subgraph.values.set(named, named === 'Size' ? 'wide: Int high: Int! spot: Spot' : 'row: Int col: Int');
      if (named === 'Size') use(subgraph, 'Spot');
    }
  }

  for (const entity of entities) {
    for (const subgraph of written) {
      const isHome = subgraph.index === entity.home;
      if (!isHome && !tape.chance(60)) continue;
      const declared = declare(subgraph, entity);
      // Asked for on the interface where only its types have it, it is asked of each under a name of its own.
      if (entity.isThing && (isHome || subgraph.knowsCommon)) {
        declared.fields.set('common', `common: ${entity.common} @shareable`);
      }
    }
    for (const [name, type] of pool) {
      if (!tape.chance(45)) continue;
      const declaring = written.filter((subgraph) => subgraph.entities.has(entity.name));
      const owner = tape.pick(declaring);
      const other = declaring.find((subgraph) => subgraph !== owner);
      const call = tape.chance(15) ? `${name}(size: Int = 1, tag: String)` : name;
      const fields = (subgraph: Subgraph) => declare(subgraph, entity).fields;
      use(owner, type);
      const way = tape.below(10);
      if (other && way >= 8) {
        use(other, type);
        fields(owner).set(name, `${call}: ${type} @shareable`);
        fields(other).set(name, `${call}: ${type} @shareable`);
      } else if (other && way === 7) {
        use(other, type);
        fields(owner).set(name, `${call}: ${type}`);
        fields(other).set(name, `${call}: ${type} @override(from: "s${owner.index}")`);
      } else {
        const plain = call === name && !/Thing|Any|Box|Jar|Bag|Tin/.test(type);
        if (other && plain && way >= 4) {
          use(other, type);
          fields(owner).set(name, `${name}: ${type} @shareable`);
          fields(other).set(name, `${name}: ${type} @external`);
          const parts = /Size/.test(type) ? ' { wide }' : /Spot/.test(type) ? ' { row }' : '';
          fields(other).set(`from_${name}`, `from_${name}: String @requires(fields: "${name}${parts}")`);
        } else {
          fields(owner).set(name, `${call}: ${type}`);
        }
      }
    }
  }

  // A value type of which each of two subgraphs knows a part: the answers of both are merged.
  const [one, two] = [written[tape.below(count)], written[tape.below(count)]];
  if (one && two && one !== two) {
    for (const { name } of entities) {
      const both = [one, two].map((subgraph) => subgraph.entities.get(name));
      const type = wrapped(tape, 'Part');
      for (const declared of both[0] && both[1] ? both : []) {
        declared?.fields.set(`part${name}`, `part${name}: ${type} @shareable`);
        one.values.set('Part', 'one: Int two: Int!');
        two.values.set('Part', 'one: Int three: String');
      }
    }
  }

  for (const subgraph of written) {
    const types = [...[...subgraph.entities.keys()].flatMap((name) => [name, `[${name}!]`, `[${name}]!`])];
    if (subgraph.usesThing || subgraph.index === 0) types.push('Thing', '[Thing!]!', '[[Thing]]');
    if (subgraph.usesAny || subgraph.index === 0) types.push('Any', '[Any]');
    for (let i = 0; i <= tape.below(3) || i < 1; i += 1) {
      const type = tape.pick(types.length > 0 ? types : ['String']);
      use(subgraph, type);
      const named = type.replace(/[[\]!]/g, '');
      const external = [...(subgraph.entities.get(named)?.fields.entries() ?? [])].find(
        ([, sdl]) => sdl.endsWith('@external') && !/Size|Spot/.test(sdl),
      );
      const provides = external && tape.chance(60) ? ` @provides(fields: "${external[0]}")` : '';
      const call = tape.chance(20) ? '(size: Int = 1, tag: String)' : '';
      subgraph.roots.push(`q${subgraph.index}${i}${call}: ${type}${provides}`);
      if (tape.chance(30)) subgraph.mutations.push(`m${subgraph.index}${i}: ${type}`);
    }
  }

  const subgraphs = written.map((subgraph) => ({ name: `s${subgraph.index}`, sdl: sdlOf(subgraph) }));
  if (things.length > 0 && tape.chance(50)) subgraphs.push({ name: 'more', sdl: interfaceObjectSdl(tape) });
  const { supergraphSdl } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  return supergraphSdl === undefined ? null : { subgraphs, supergraphSdl };

  function sdlOf(subgraph: Subgraph): string {
    const { index, roots, mutations, values } = subgraph;
    const blocks = [COMMON_SDL, `type Query { ${roots.join(' ')} }`];
    if (mutations.length > 0) blocks.push(`type Mutation { ${mutations.join(' ')} }`);
    const definesThing = subgraph.usesThing || index === 0;
    if (definesThing) {
      const key = index === 0 ? ' @key(fields: "id") { id: ID! common: String }' : ' { id: ID! }';
      blocks.push(`interface Thing${key}`);
    }
    for (const [name, { keys, fields }] of subgraph.entities) {
      const entity = entities.find((other) => other.name === name);
      if (entity?.isThing && definesThing) keys.add('id');
      const kinds = [...keys];
      const isThing = definesThing && entity?.isThing ? ' implements Thing' : '';
      const directives = kinds.map((kind) => `@key(fields: "${KEYS[kind].fields}")`).join(' ');
      const body = [...kinds.map((kind) => KEYS[kind].sdl), ...fields.values()].join(' ');
      blocks.push(`type ${name}${isThing} ${directives} { ${body} }`);
    }
    if (subgraph.usesAny) {
      blocks.push(`union Any = ${[...entities.slice(0, 2).map(({ name }) => name), 'Size'].join(' | ')}`);
    }
    for (const [name, fields] of values) blocks.push(`type ${name} @shareable { ${fields} }`);
    return blocks.join('\n');
  }
}

function fieldPool(tape: Tape, entities: readonly Entity[]): Map<string, string> {
  const pool = new Map<string, string>();
  const composites = [...entities.map(({ name }) => name), 'Thing', 'Any', 'Size', 'Size'];
  for (let i = 0; i < 9; i += 1) {
    const named = i < 4 ? tape.pick(LEAVES) : tape.pick(composites);
    pool.set(`${named.toLowerCase()}${i}`, wrapped(tape, named));
  }
  return pool;
}

function wrapped(tape: Tape, named: string): string {
  const must = () => (tape.chance(25) ? '!' : '');
  switch (tape.below(8)) {
    case 5:
    case 6:
      return `[${named}${must()}]${must()}`;
    case 7:
      return `[[${named}${must()}]${must()}]${must()}`;
    default:
      return `${named}${must()}`;
  }
}

/** A subgraph that adds to whatever stands behind the interface, without knowing what that is. */
function interfaceObjectSdl(tape: Tape): string {
  const root = tape.pick(['Thing', '[Thing!]', '[Thing]!']);
  return `${COMMON_SDL}
    type Thing @key(fields: "id") @interfaceObject { id: ID! extra: String extras: [Int!] next: Thing }
    type Query { more: ${root} }`;
}
