import type { GraphQLError } from 'graphql';
import type { Data } from './data.ts';

/** One run of a plan. */
export interface Execution<Context> {
  /** What was answered so far, merged; keys that only the plan asked for included. */
  readonly data: Data;
  /** As the client sent them. */
  readonly variables: Data;
  readonly context: Context;
  /** In the order in which they became known. */
  readonly errors: GraphQLError[];
}

/** One node of a plan; `at` are the objects that it works on, the data's root at first. Never rejects. */
export type Step<Context> = (execution: Execution<Context>, at: readonly Data[]) => Promise<void> | undefined;
