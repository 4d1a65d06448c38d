import fc from 'fast-check';
import { conforms } from './conforms.ts';
import {
  isOneOf,
  selectsNestedList,
  sendsTwice,
  shownThoughFailed,
  stockMistake,
  told,
  toldInOrder,
  travelled,
} from './compare.ts';
import type { Faults } from './faults.ts';
import { createGraphCase, describeCase, type GraphCase, type Troubles } from './random-case.ts';

export interface Level {
  name: string;
  troubles: Troubles;
  faults: Faults;
}

const NO_FAULTS: Faults = { fetches: 0, holes: 0, wrongLeaves: 0, wrongParts: 0 };

/** From a world in which everything goes well to one in which nothing can be relied on. */
export const LEVELS: readonly Level[] = [
  { name: 'all is well', troubles: { nulls: 12, unknown: 0, failures: 0 }, faults: NO_FAULTS },
  { name: 'fields fail', troubles: { nulls: 12, unknown: 0, failures: 8 }, faults: NO_FAULTS },
  {
    name: 'fetches fail and entities are unknown',
    troubles: { nulls: 12, unknown: 5, failures: 3 },
    faults: { ...NO_FAULTS, fetches: 15 },
  },
  {
    name: 'values are missing, null or of another type',
    troubles: { nulls: 8, unknown: 3, failures: 2 },
    faults: { fetches: 3, holes: 4, wrongLeaves: 3, wrongParts: 0 },
  },
  {
    name: 'objects and lists are something else',
    troubles: { nulls: 8, unknown: 3, failures: 2 },
    faults: { fetches: 3, holes: 2, wrongLeaves: 2, wrongParts: 3 },
  },
];

/** What was found out over all cases. */
export interface Tally {
  cases: number;
  /** Where the stock executor is wrong, by why. */
  stockMistakes: Record<string, number>;
  /** Fetches of entities. */
  entityFetches: number;
  withErrors: number;
  withProblems: number;
}

export interface DifferentialOptions {
  level: Level;
  /** Ends there, with what was found until then. Milliseconds. */
  withinMs: number;
  cases: number;
  graphs: readonly SeededGraph[];
}

export interface SeededGraph {
  seed: number;
  graph: GraphCase;
}

/** Graphs from seeds that are drawn anew each time; composing one takes longer than many cases. */
export function drawGraphs(count: number): SeededGraph[] {
  const first = Math.floor(Math.random() * 1_000_000);
  return Array.from({ length: count }, (_, i) => first + i).flatMap((seed) => {
    const graph = createGraphCase(seed);
    return graph ? [{ seed, graph }] : [];
  });
}

/**
 * Runs random operations over random graphs by the stock executor and by ours, from the same plans.
 * @throws Error with the smallest case, and the seeds that bring it back, where the two differ without a reason
 */
export async function runDifferential(options: DifferentialOptions): Promise<Tally> {
  const { level, withinMs, cases, graphs } = options;
  const tally: Tally = { cases: 0, stockMistakes: {}, entityFetches: 0, withErrors: 0, withProblems: 0 };
  const numbers = fc.array(fc.nat(65_535), { maxLength: 160, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.nat(graphs.length - 1), numbers, fc.nat(), async (position, drawn, seed) => {
      const { seed: graphSeed, graph } = graphs[position] as SeededGraph;
      const operation = graph.operation(drawn);
      if (!operation) return;
      const { document, variables } = operation;
      // The second time what was prepared is used again, with every condition turned round.
      for (const given of [variables, turned(variables)]) {
        const difference = await differenceIn(graph, { document, variables: given }, seed, level, tally);
        if (difference !== undefined) {
          throw new Error(`graph ${graphSeed}: ${difference}\n${describeCase(graph, document)}`);
        }
      }
    }),
    { numRuns: cases, interruptAfterTimeLimit: withinMs, markInterruptAsFailure: false },
  );
  return tally;
}

function turned(variables: Record<string, unknown>): Record<string, unknown> {
  return { ...variables, yes: !variables.yes, no: !variables.no, defaultYes: false, defaultNo: true };
}

async function differenceIn(
  graph: GraphCase,
  { document, variables }: NonNullable<ReturnType<GraphCase['operation']>>,
  seed: number,
  level: Level,
  tally: Tally,
): Promise<string | undefined> {
  const { twins } = graph;
  const { schema } = twins.own;
  const world = graph.world(seed, level.troubles);
  const subgraphs = () => graph.subgraphs(world, seed, level.faults);
  const stock = await twins.runStock(document, variables, subgraphs());
  const own = await twins.runOwn(document, variables, subgraphs());
  if (own.crash !== undefined) {
    // What cannot be planned is run by neither.
    return String(own.crash) === String(stock.crash)
      ? undefined
      : `ours crashes: ${(own.crash as Error).stack}`;
  }
  tally.cases += 1;
  if (sendsTwice(own.calls)) return `ours sends equal representations: ${own.answers?.join('\n')}`;
  tally.entityFetches += own.calls.filter(({ query }) => query.includes('_entities')).length;
  if (own.errors.length > 0) tally.withErrors += 1;
  if (own.problems.length > 0) tally.withProblems += 1;
  if (own.data !== undefined && !conforms(own.data, document, variables, schema)) {
    return `ours answers what the schema does not allow: ${JSON.stringify(own.data)}`;
  }
  const shown = shownThoughFailed(own);
  if (shown.length > 0) return `ours shows what failed at ${shown.join(', ')}: ${told(own)}`;
  const sameAnswer = told(own) === told(stock);
  if (sameAnswer && !selectsNestedList(document, schema)) {
    const [asked, askedByStock] = [own, stock].map(({ calls }) => travelled(calls).join('\n'));
    if (asked !== askedByStock) return `ours asks\n${asked}\nthe stock one asks\n${askedByStock}`;
  }
  if (sameAnswer) return undefined;
  const mistake = stockMistake(stock, own, document, variables, schema);
  const difference = `${[...(own.answers ?? []), 'STOCK', ...(stock.answers ?? [])].join('\n')}\nours answers ${told(own)}${own.problems.map((problem) => `\n${problem.path?.join('.')} ${problem.message}`).join('')}\nthe stock one ${stock.crash ? String(stock.crash) : told(stock)}`;
  if (mistake === undefined) return difference;
  tally.stockMistakes[mistake] = (tally.stockMistakes[mistake] ?? 0) + 1;
  // Where subgraphs do what they should, there is a third who knows what is right.
  if (level.faults.fetches > 0 || level.troubles.unknown > 0) return undefined;
  const whole = await graph.whole(document, variables, world);
  return isOneOf(own.data, stock.data, whole.data)
    ? undefined
    : `${difference}\nthe graph as a whole ${toldInOrder(whole)}`;
}
