import {
  isAbstractType,
  print,
  execute,
  validate,
  visit,
  type DocumentNode,
  type GraphQLError,
} from 'graphql';
import { randomOperation } from '../random-operation.ts';
import { createFakeSubgraph } from './fake-subgraph.ts';
import { spoil, type Faults } from './faults.ts';
import { randomGraph } from './random-graph.ts';
import { createWorld, type World } from './random-world.ts';
import { createTape, hashOf } from './tape.ts';
import { createTwinExecutors, type Ask, type Outcome, type TwinExecutors } from './twin-executors.ts';
import { createVirtualOrder } from './virtual-order.ts';

/** A random graph with both executors over it. */
export interface GraphCase {
  readonly twins: TwinExecutors;
  /** For whoever reads a failure. */
  readonly sdl: string;
  /** null where what was drawn is no valid operation. */
  operation(
    numbers: readonly number[],
  ): { document: DocumentNode; variables: Record<string, unknown> } | null;
  world(seed: number, troubles: Troubles): World;
  /** The graph's subgraphs over a world, answering in an order and with faults that the seed decides. */
  subgraphs(world: World, seed: number, faults: Faults): Ask;
  /** What graphql-js answers, asked of the world as one schema without any subgraph. */
  whole(document: DocumentNode, variables: Record<string, unknown>, world: World): Promise<Outcome>;
}

/** Of a hundred each. */
export interface Troubles {
  nulls: number;
  unknown: number;
  failures: number;
}

/** Beyond it the planner takes seconds and gigabytes for some operations. */
const MOST_FIELDS = 60;

/** @returns null where the subgraphs that were drawn do not compose */
export function createGraphCase(seed: number): GraphCase | null {
  const graph = randomGraph(createTape(Array.from({ length: 600 }, (_, i) => hashOf(`${seed}/${i}`))));
  if (graph === null) return null;
  const twins = createTwinExecutors(graph.supergraphSdl);
  const { schema } = twins.own;
  const sdl = graph.subgraphs.map((subgraph) => `# ${subgraph.name}${subgraph.sdl}`).join('\n');
  const subgraphs = new Map(graph.subgraphs.map((given) => [given.name, createFakeSubgraph(given)] as const));
  const required = new Set(['wide', 'row', ...namesIn(sdl, /@requires\(fields: "(\w+)/g)]);
  const calls = Object.fromEntries(
    namesIn(sdl, /(\w+)\(size/g).map((name) => [
      name,
      [name, `${name}(size: $size)`, `${name}(tag: $tag, size: 2)`],
    ]),
  );

  function possibleTypes(name: string): string[] {
    const type = schema.getType(name);
    return isAbstractType(type)
      ? schema
          .getPossibleTypes(type)
          .map((possible) => possible.name)
          .sort()
      : [];
  }

  return {
    twins,
    sdl,
    operation(numbers) {
      const tape = createTape(numbers);
      const { document, variables } = randomOperation(0, {
        schema,
        calls,
        variables: { size: 'Int = 3', tag: 'String' },
        root: schema.getMutationType() && tape.chance(15) ? 'mutation' : 'query',
        random: tape.fraction,
      });
      if (fieldsOf(document) > MOST_FIELDS || validate(schema, document).length > 0) return null;
      return { document, variables: { ...variables, ...(tape.chance(50) ? { tag: 'tagged' } : {}) } };
    },
    world: (of, troubles) => createWorld({ seed: of, ...troubles, required, possibleTypes }),
    subgraphs(world, of, faults) {
      const order = createVirtualOrder();
      return async (call) => {
        const answer = await subgraphs.get(call.subgraph)?.answer(call, world);
        await order.after(hashOf(`${of}/${call.subgraph}/${call.query}`) % 50);
        return spoil(answer ?? {}, call, faults, of);
      };
    },
    async whole(document, variables, world) {
      const { data, errors = [] } = await execute({
        schema,
        document,
        variableValues: variables,
        fieldResolver: world.resolve,
        typeResolver: world.typeOf,
      });
      // A null that is none of the world's failures is told aside.
      const isProblem = ({ message }: GraphQLError) =>
        /cannot represent value|Cannot return null/.test(message);
      return {
        data,
        errors: errors.filter((error) => !isProblem(error)),
        problems: errors.filter(isProblem),
        calls: [],
      };
    },
  };
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))];
}

function fieldsOf(document: DocumentNode): number {
  let count = 0;
  visit(document, { Field: () => void (count += 1) });
  return count;
}

export function describeCase(graph: GraphCase, document: DocumentNode): string {
  return `${print(document)}\n\n${graph.sdl}`;
}
