import type { ApolloGateway, GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from '../../subgraphs/platform/logger.ts';

/** Runs one validated operation; never rejects for what a subgraph did. */
export type GraphExecutor = ApolloGateway['executor'];
export type GraphRequest = Parameters<GraphExecutor>[0];
export type GraphResponse = Awaited<ReturnType<GraphExecutor>>;

/** A subgraph as the supergraph file names it. */
export interface NamedSubgraph {
  name: string;
  /** As composed; only the open gateway goes by it. */
  url?: string;
}

export interface GraphEngineOptions {
  /** Without authorisation links: those are enforced above the engine. */
  supergraphSdl: string;
  /** @throws Error where this gateway has no such subgraph */
  dataSource(subgraph: NamedSubgraph): GraphQLDataSource;
  log: Logger;
}

/** Planning and execution over one supergraph. It holds nothing but memory: an engine out of use is garbage. */
export interface GraphEngine {
  /** What clients may ask, inaccessible elements left out. */
  readonly schema: GraphQLSchema;
  readonly execute: GraphExecutor;
}

/** @throws Error where the supergraph cannot be served */
export type GraphEngineFactory = (options: GraphEngineOptions) => Promise<GraphEngine>;
