import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import {
  GraphQLError,
  execute,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLScalarType,
} from 'graphql';
import type { Caller } from '../domain/caller.ts';
import { guardFields } from './access/guard-fields.ts';
import { isDatabaseAway } from './database-away.ts';
import { hubError } from './hub-error.ts';

/** One operation for a subgraph, whatever carries it there. */
export interface SubgraphRequest {
  query: string;
  /** The parsed query, where the sender has it. */
  document?: DocumentNode;
  variables: Record<string, unknown>;
  operationName?: string;
  caller: Caller;
  /** Aborted when the client has left or the budget is spent. */
  signal: AbortSignal;
}

export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
  extensions?: Record<string, unknown>;
}

/** A running subgraph role. */
export interface SubgraphService {
  readonly name: string;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/** A subgraph that runs in this very process, with what another server needs to serve it. */
export interface LocalSubgraph extends SubgraphService {
  readonly schema: GraphQLSchema;
  /** A context for one operation. */
  contextOf(base: SubgraphContext): SubgraphContext;
}

/** Context that every resolver gets. */
export interface SubgraphContext {
  caller: Caller;
  signal: AbortSignal;
  /** Leaves in the response's `extensions`. */
  extensions: Record<string, unknown>;
}

export type SubgraphResolvers = Record<
  string,
  // Resolvers are typed where they are written, by the generated types; here they are only handed on.
  Record<string, unknown> | GraphQLScalarType
>;

export interface SubgraphServiceOptions<Context extends SubgraphContext> {
  name: string;
  typeDefs: DocumentNode;
  resolvers: SubgraphResolvers;
  /** Extends the base context for one operation, e.g. with its loaders. */
  context(base: SubgraphContext): Context;
  /** Who may ask at all; default: whoever its SDL lets. */
  allow?(caller: Caller): boolean;
  close?(): Promise<void>;
}

/** Operations come from query plans and are few; anything beyond is not worth keeping. */
const MOST_DOCUMENTS = 1_000;

/** What is no part of the graph is for the hub's own roles; no client's request is ever passed on to it. */
export function isHubItself({ role }: Caller): boolean {
  return role === 'service';
}

/** Runs a federated subgraph schema without HTTP; parsed documents are kept. */
export function createSubgraphService<Context extends SubgraphContext>(
  options: SubgraphServiceOptions<Context>,
): LocalSubgraph {
  const schema = buildSubgraphSchema({
    typeDefs: options.typeDefs,
    resolvers: options.resolvers as Parameters<typeof buildSubgraphSchema>[0] extends { resolvers?: infer R }
      ? R
      : never,
  });
  guardFields(schema, options.typeDefs);
  const documents = new Map<string, DocumentNode>();

  function documentOf(query: string): DocumentNode | GraphQLError {
    let document = documents.get(query);
    if (!document) {
      try {
        document = parse(query, { noLocation: true });
      } catch (error) {
        return error as GraphQLError;
      }
      if (documents.size >= MOST_DOCUMENTS) documents.clear();
      documents.set(query, document);
    }
    return document;
  }

  return {
    name: options.name,
    schema,
    contextOf: (base) => options.context(base),
    async execute(request) {
      if (options.allow?.(request.caller) === false) return { errors: [hubError('FORBIDDEN')] };
      const document = request.document ?? documentOf(request.query);
      // What cannot be read is the caller's mistake, and an answer like others.
      if (document instanceof GraphQLError) return { errors: [document] };
      const base: SubgraphContext = { caller: request.caller, signal: request.signal, extensions: {} };
      const result: ExecutionResult = await execute({
        schema,
        document,
        variableValues: request.variables,
        operationName: request.operationName,
        contextValue: options.context(base),
      });
      return {
        ...result,
        ...(result.errors ? { errors: result.errors.map(withAvailability) } : {}),
        extensions: base.extensions,
      } as SubgraphResponse;
    },
    close: () => options.close?.() ?? Promise.resolve(),
  };
}

/** What a resolver could not read because PostgreSQL is away is no mistake of the hub: the caller is to try again. */
function withAvailability(error: GraphQLError): GraphQLError {
  if (!isDatabaseAway(error.originalError)) return error;
  return hubError('SERVICE_UNAVAILABLE', undefined, {
    nodes: error.nodes,
    path: error.path,
    originalError: error.originalError,
  });
}
