import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { createSubgraphService, type SubgraphService } from '../../subgraphs/platform/subgraph-service.ts';
import { DepartmentFault, type AdapterDefinition, type DepartmentClient } from './contract.ts';
import { believe } from './reading/believe.ts';

const SCHEMA = new URL('../../schema/adapter-contract.graphql', import.meta.url);
const MOST_HOLDERS = 50;
/** Off the path of the composite query, and possibly many pages. */
const BUDGET_MS = 10_000;

export interface ContractServiceOptions {
  definition: AdapterDefinition;
  client: DepartmentClient;
  log: Logger;
}

/** `schema/adapter-contract.graphql` for one adapter. One search at a time: the places are for the live reads. */
export function createContractService({ definition, client, log }: ContractServiceOptions): SubgraphService {
  let last: Promise<unknown> = Promise.resolve();

  function findByHolder(usccs: readonly string[], caller: AbortSignal) {
    const turn = last.then(async () => {
      caller.throwIfAborted();
      const signal = AbortSignal.any([caller, AbortSignal.timeout(BUDGET_MS)]);
      const held = await client.findByHolder(usccs, { signal });
      const answers = believe(
        definition,
        held.map(({ number, record }) => ({ kind: 'FOUND', number, record })),
      );
      return held.filter((_, position) => answers[position]?.kind === 'FOUND');
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  return createSubgraphService({
    name: `${definition.department.code}-contract`,
    typeDefs: parse(readFileSync(SCHEMA, 'utf8')),
    resolvers: {
      Query: {
        limits: () => definition.limits,
        async findByHolder(_: unknown, { usccs }: { usccs: string[] }, { signal }: { signal: AbortSignal }) {
          if (usccs.length > MOST_HOLDERS) {
            throw hubError(
              'BAD_PAGE_SIZE',
              `usccs has ${usccs.length} codes; ask for at most ${MOST_HOLDERS}.`,
            );
          }
          try {
            return await findByHolder(usccs, signal);
          } catch (error) {
            if (!(error instanceof DepartmentFault)) throw error;
            log.warn({ reason: error.reason, detail: error.message }, 'search by holder failed');
            throw hubError('DEPARTMENT_FAULT', undefined, { extensions: { reason: error.reason } });
          }
        },
      },
    },
    context: (base) => base,
  });
}
