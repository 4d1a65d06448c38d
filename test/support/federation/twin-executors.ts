import { Supergraph } from '@apollo/federation-internals';
import {
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSourceProcessOptions,
} from '@apollo/gateway';
import type { QueryPlan, QueryPlannerConfig } from '@apollo/query-planner';
import { print, type DocumentNode, type GraphQLError } from 'graphql';
import { createPlanExecutor, type PlanExecutor } from '../../../gateway/executor/plan-executor.ts';

export interface Call {
  subgraph: string;
  query: string;
  variables: Record<string, unknown>;
}

export interface FakeAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLError[];
}

export interface Outcome {
  data?: unknown;
  errors: readonly GraphQLError[];
  /** Values that were not as the schema says; told aside. */
  problems: readonly GraphQLError[];
  calls: Call[];
  /** What came back, for whoever reads a failure. */
  answers?: string[];
  /** Nothing came back but this. */
  crash?: unknown;
}

/** Answers a call as from a wire: with copies. */
export type Ask = (call: Call) => Promise<FakeAnswer>;

/** The executor of `@apollo/gateway` and ours, with the same plans over the same subgraphs. */
export interface TwinExecutors {
  readonly own: PlanExecutor<Ask>;
  runOwn(document: DocumentNode, variables: Record<string, unknown>, ask: Ask): Promise<Outcome>;
  runStock(document: DocumentNode, variables: Record<string, unknown>, ask: Ask): Promise<Outcome>;
  /** The stock executor as it comes, its calls not watched. */
  stock(plan: QueryPlan, document: DocumentNode, variables: Record<string, unknown>, ask: Ask): StockResult;
}

type StockResult = ReturnType<typeof executeQueryPlan>;

/** Any plan will do, the best one is not wanted; with so many ways to a field some would take minutes and gigabytes. */
const QUICK_PLANS: QueryPlannerConfig = { debug: { maxEvaluatedPlans: 50, pathsLimit: 30 } };
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

export function createTwinExecutors(supergraphSdl: string): TwinExecutors {
  const own = createPlanExecutor<Ask>({
    supergraphSdl,
    planner: QUICK_PLANS,
    source: ({ name: subgraph }) => ({
      prepare: ({ query }) => {
        return (variables, ask) => ask({ subgraph, query, variables });
      },
    }),
  });
  const supergraph = Supergraph.build(supergraphSdl);
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const apiSchema = supergraph.apiSchema();
  const services = Object.fromEntries(
    [...supergraph.subgraphsMetadata()].map(({ name: subgraph }) => [
      subgraph,
      {
        process: ({ request, context }: GraphQLDataSourceProcessOptions) =>
          (context as Ask)({
            subgraph,
            query: request.query ?? '',
            variables: request.variables ?? {},
          }) as never,
      },
    ]),
  );

  function stock(
    plan: QueryPlan,
    document: DocumentNode,
    variables: Record<string, unknown>,
    ask: Ask,
  ): StockResult {
    return executeQueryPlan(
      plan,
      services,
      { request: { variables }, context: ask, metrics: {}, logger: QUIET } as never,
      buildOperationContext({ schema: own.schema, operationDocument: document, operationName: undefined }),
      supergraphSchema,
      apiSchema,
    );
  }

  /** Whatever is changed in an answer or a question later, the record of the calls stays. */
  async function watched(ask: Ask, run: (ask: Ask) => Promise<Omit<Outcome, 'calls'>>): Promise<Outcome> {
    const calls: Call[] = [];
    const answers: string[] = [];
    const outcome = await run(async (given) => {
      const call = JSON.parse(JSON.stringify(given)) as Call;
      calls.push(call);
      const answer = await ask(call);
      answers.push(`${JSON.stringify(call)}\n    ${JSON.stringify(answer)}`);
      return answer;
    }).catch((crash: unknown) => ({ errors: [], problems: [], crash }));
    return { ...outcome, calls, answers };
  }

  return {
    own,
    stock,
    runOwn(document, variables, given) {
      return watched(given, async (ask) => {
        const result = await own.execute({ hash: print(document), document, variables, context: ask });
        return { errors: [], ...result };
      });
    },
    runStock(document, variables, given) {
      return watched(given, async (ask) => {
        const { plan } = own.prepare({ hash: print(document), document });
        const { data, errors, extensions } = await stock(plan, document, variables, ask);
        const problems = (extensions?.valueCompletion ?? []) as GraphQLError[];
        return { data, errors: errors ?? [], problems };
      });
    },
  };
}
