import { parse, type DocumentNode, type GraphQLError } from 'graphql';
import type { Data } from './data.ts';

/** An operation of a plan, for one subgraph. */
export interface SubgraphOperation {
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName?: string;
}

/** What an error of a subgraph is known by. Anything else that it carries goes along as its `originalError`. */
export type AnsweredError = Pick<GraphQLError, 'message'> &
  Partial<Pick<GraphQLError, 'path' | 'extensions'>>;

export interface SubgraphAnswer {
  data?: Data | null;
  errors?: readonly AnsweredError[];
}

/**
 * Asks a prepared operation. What it answers belongs to the caller, who merges further answers into its objects and
 * lists; scalars, those that are objects too, are left as they are.
 * @throws anything: told as an error of this fetch alone
 */
export type SubgraphCall<Context> = (variables: Data, context: Context) => Promise<SubgraphAnswer>;

/** The way to one subgraph: each operation of a plan is prepared once, and asked for every request. */
export interface SubgraphSource<Context> {
  prepare(operation: SubgraphOperation): SubgraphCall<Context>;
}

export function subgraphOperation(query: string, operationName: string | undefined): SubgraphOperation {
  return {
    query,
    document: parse(query, { noLocation: true }),
    ...(operationName === undefined ? {} : { operationName }),
  };
}
