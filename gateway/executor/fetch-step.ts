import type { FetchNode } from '@apollo/query-planner';
import { deepMerge } from './deep-merge.ts';
import { define, isData, own, type Data } from './data.ts';
import { compileBatch, type EntityBatch } from './entity-batch.ts';
import type { EntityPath } from './entity-path.ts';
import type { Execution, Step } from './execution.ts';
import { compileRepresentation } from './representation.ts';
import { compileRewrites } from './rewrites.ts';
import { fetchFailure, placesAtRoot, placesOfEntity, subgraphError } from './subgraph-error.ts';
import { subgraphOperation, type SubgraphCall, type SubgraphSource } from './subgraph-source.ts';
import type { TypeRelations } from './type-relations.ts';

export interface FetchOptions<Context> {
  source: SubgraphSource<Context>;
  /** Of the supergraph: subgraphs speak of types that clients do not know. */
  types: TypeRelations;
  /** Where the entities of the fetch are. */
  at: EntityPath;
}

/** Asks one subgraph, and merges what it answers into the objects that were asked about. */
export function compileFetch<Context>(node: FetchNode, options: FetchOptions<Context>): Step<Context> {
  if (node.contextRewrites?.length) throw new Error('@fromContext is not executed by this gateway.');
  return node.requires ? entityFetch(node, options) : rootFetch(node, options);
}

function rootFetch<Context>(node: FetchNode, { source, types, at }: FetchOptions<Context>): Step<Context> {
  const ask = prepare(node, source);
  const pick = variablePicker(node);
  const rewrite = compileRewrites(node.outputRewrites, types);
  return async (execution, objects) => {
    try {
      const { data, errors } = await ask(pick(execution.variables), execution.context);
      for (const error of errors ?? []) {
        for (const place of placesAtRoot(at.fixed, error.path)) {
          execution.errors.push(subgraphError(error, node.serviceName, place));
        }
      }
      if (data === null || data === undefined) return;
      if (!isData(data)) throw new TypeError('Expected "data" in response to be an object');
      rewrite?.(data);
      for (const object of objects) deepMerge(object, data);
    } catch (error) {
      execution.errors.push(fetchFailure(error, node.serviceName));
    }
  };
}

function entityFetch<Context>(node: FetchNode, { source, types, at }: FetchOptions<Context>): Step<Context> {
  const ask = prepare(node, source);
  const pick = variablePicker(node);
  const requires = node.requires ?? [];
  const rewriteInput = compileRewrites(node.inputRewrites, types);
  const toBatch = compileBatch(requires, compileRepresentation(requires, types), rewriteInput);
  const rewriteOutput = compileRewrites(node.outputRewrites, types);

  async function fetch(execution: Execution<Context>, batch: EntityBatch): Promise<void> {
    try {
      const variables = pick(execution.variables);
      if ('representations' in variables) throw new Error('Variables cannot contain key "representations"');
      variables.representations = batch.representations;
      const { data, errors } = await ask(variables, execution.context);
      for (const error of errors ?? []) {
        for (const place of placesOfEntity(execution.data, at, batch, error.path)) {
          execution.errors.push(subgraphError(error, node.serviceName, place));
        }
      }
      if (data) merge(batch, receivedEntities(data, batch.representations.length));
    } catch (error) {
      execution.errors.push(fetchFailure(error, node.serviceName));
    }
  }

  function merge({ representations, entities, positions }: EntityBatch, received: readonly unknown[]): void {
    if (rewriteOutput) {
      for (const [i, entity] of received.entries()) {
        // Rewrites go by type; where nobody asked for it, it is as it was.
        if (isData(entity)) entity.__typename ??= representations[i]?.__typename;
        rewriteOutput(entity);
      }
    }
    let strange = false;
    for (let i = 0; i < entities.length; i += 1) {
      const answer = received[positions[i] as number];
      const entity = entities[i] as Data;
      if (isData(answer)) deepMerge(entity, withKnownType(answer, entity));
      else strange ||= answer !== null && answer !== undefined;
    }
    if (strange) throw new TypeError('Expected "data._entities" to contain objects');
  }

  /** A subgraph that knows no more of an entity than its interface must not make others forget its type. */
  function withKnownType(answer: Data, { __typename: known }: Data): Data {
    const said = answer.__typename;
    if (typeof said === 'string' && said !== known && typeof known === 'string' && types.fits(known, said)) {
      answer.__typename = known;
    }
    return answer;
  }

  return (execution, objects) => {
    const batch = toBatch(objects);
    return batch.representations.length === 0 ? undefined : fetch(execution, batch);
  };
}

/** One for each representation, null for those that the subgraph does not know. */
function receivedEntities(data: Data, length: number): readonly unknown[] {
  const received = own(data, '_entities');
  if (!Array.isArray(received)) throw new TypeError('Expected "data._entities" in response to be an array');
  if (received.length !== length) {
    throw new TypeError(`Expected "data._entities" to contain ${length} elements`);
  }
  return received;
}

function prepare<Context>(node: FetchNode, source: SubgraphSource<Context>): SubgraphCall<Context> {
  return source.prepare(subgraphOperation(node.operation, node.operationName));
}

function variablePicker({ variableUsages = [] }: FetchNode): (given: Data) => Data {
  return (given) => {
    const picked: Data = {};
    for (const name of variableUsages) {
      const value = own(given, name);
      if (value !== undefined) define(picked, name, value);
    }
    return picked;
  };
}
