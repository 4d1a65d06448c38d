import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createOpenGateway } from '../../../gateway/create-open-gateway.ts';
import { createApolloEngine } from '../../../gateway/planning/apollo-engine.ts';
import { createOwnEngine } from '../../../gateway/planning/own-engine.ts';
import type { GraphEngineFactory } from '../../../gateway/planning/graph-engine.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { serveWorld, type FederatedGraph } from './federated-graph.ts';
import { openStockGateway, type Answer, type AskedGateway } from './stock-gateway.ts';
import type { Question, World } from './world.ts';
import { abstractTypes } from './worlds/abstract-types.ts';
import { failures } from './worlds/failures.ts';
import { keys } from './worlds/keys.ts';
import { operations } from './worlds/operations.ts';
import { ownership } from './worlds/ownership.ts';
import { requires } from './worlds/requires.ts';

/** The open gateway, with each engine that it can run on, against `@apollo/gateway` as it comes, over real HTTP. */
const WORLDS: readonly World[] = [keys, requires, abstractTypes, ownership, failures, operations];
const ENGINES: readonly [name: string, engine: GraphEngineFactory][] = [
  ['of our own', createOwnEngine],
  ['of Apollo', createApolloEngine],
];

describe.each(ENGINES)('the open gateway on the engine %s answers like the stock gateway', (_, engine) => {
  describe.each(WORLDS.map((world) => [world.name, world] as const))('about %s:', (_name, world) => {
    let graph: FederatedGraph;
    let stock: AskedGateway;
    let open: AskedGateway;

    beforeAll(async () => {
      graph = await serveWorld(world);
      stock = await openStockGateway(graph.supergraphSdl);
      open = await openOurs(graph.supergraphSdl, engine);
    });
    afterAll(async () => {
      await open?.close();
      await stock?.close();
      await graph?.close();
    });

    test.each(world.questions.map((question) => [question.about, question] as const))(
      '%s',
      async (_about, question) => {
        const theirs = await stock.ask(question);
        if (question.betterThanStock) {
          // Should this ever fail, the repair of ours that is tested here can go.
          expect(theirs.fails).toBe(true);
          expect(await open.ask(question)).toEqual({ data: question.betterThanStock, fails: false });
          return;
        }
        expect(theirs.fails).toBe(question.fails ?? false);
        expect(await open.ask(question)).toEqual(theirs);
      },
    );
  });
});

async function openOurs(supergraphSdl: string, engine: GraphEngineFactory): Promise<AskedGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-open-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, supergraphSdl);
  const gateway = await createOpenGateway({
    supergraphFile,
    port: 0,
    engine,
    log: createLogger('gateway', 'silent'),
  });
  return {
    async ask({ query, variables }: Question): Promise<Answer> {
      const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data = null, errors } = (await response.json()) as { data?: unknown; errors?: unknown[] };
      return { data, fails: (errors?.length ?? 0) > 0 };
    },
    async close() {
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}
