import { GraphQLError } from 'graphql';
import type { Data } from './data.ts';
import type { EntityBatch } from './entity-batch.ts';
import type { EntityPath } from './entity-path.ts';
import type { AnsweredError } from './subgraph-source.ts';

type Path = readonly (string | number)[];

/** Its message, code and extensions, at the place in the client's answer that the subgraph's own path stands for. */
export function subgraphError(error: AnsweredError, subgraph: string, path: Path | undefined): GraphQLError {
  const code: unknown = error.extensions?.code;
  return new GraphQLError(error.message || `Error while fetching subquery from service "${subgraph}"`, {
    ...(path ? { path } : {}),
    originalError: error as Error,
    extensions: {
      ...error.extensions,
      code: code || 'DOWNSTREAM_SERVICE_ERROR',
      serviceName: subgraph,
    },
  });
}

/** What went wrong between us and a subgraph, as opposed to what it reported. */
export function fetchFailure(cause: unknown, subgraph: string): GraphQLError {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  if (error instanceof GraphQLError) return error;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: subgraph },
  });
}

/** Places of an error that a fetch at the root, or of one object, reported. */
export function placesAtRoot(fixed: readonly string[], path: Path | undefined): (Path | undefined)[] {
  return [path && [...fixed, ...path]];
}

/**
 * Places of an error that a fetch of entities reported: one for each place that the entity has in the answer. An
 * error about none in particular is told where all of them are.
 */
export function placesOfEntity(
  root: Data,
  at: EntityPath,
  { entities, positions, representations }: EntityBatch,
  path: Path | undefined,
): (Path | undefined)[] {
  if (path === undefined) return [undefined];
  const [, index, ...rest] = path;
  if (typeof index !== 'number' || !(index in representations)) return [at.fixed];
  const meant = new Set(entities.filter((_, i) => positions[i] === index));
  return at
    .places(root)
    .filter(({ entity }) => meant.has(entity))
    .map(({ path: place }) => [...place, ...rest]);
}
