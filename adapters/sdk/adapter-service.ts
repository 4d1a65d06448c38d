import { readFileSync } from 'node:fs';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import type { LastKnown, Observation } from '../../subgraphs/domain/permit-record.ts';
import type { ShownPermit } from '../../subgraphs/domain/shown-permit.ts';
import {
  createSubgraphService,
  type LocalSubgraph,
  type SubgraphContext,
  type SubgraphService,
} from '../../subgraphs/platform/subgraph-service.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { AdapterDefinition } from './contract.ts';
import { shareOf, type Share } from './guard/limits-share.ts';
import { answerPermit, type PermitRepresentation } from './reading/permit-answer.ts';
import { PermitReader } from './reading/permit-reader.ts';
import { createContractService } from './contract-service.ts';
import { believe } from './reading/believe.ts';
import { UNWATCHED, type DepartmentWatch } from './reading/department-watch.ts';

const SCHEMA_FOLDER = new URL('../../schema/subgraphs/', import.meta.url);

interface AdapterContext extends SubgraphContext {
  permits: DataLoader<PermitRepresentation, ShownPermit, string>;
}

export interface AdapterServiceOptions {
  definition: AdapterDefinition;
  /** The adapter's own variables; see its README. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Is told what happens on the wire; nothing of that is the adapter's own business. */
  watch?: DepartmentWatch;
  log: Logger;
  /** This process's part of the department's limits, and its part of that; default: all of them. */
  shares?: readonly Share[];
}

/** A running adapter. */
export interface AdapterService extends LocalSubgraph {
  /** `schema/adapter-contract.graphql`, which the hub calls directly. */
  readonly contract: SubgraphService;
}

/**
 * An adapter as a federated subgraph: representations in, shown permits out, with what was observed on the way in
 * `extensions.observations`. @throws Error naming variable and value where the configuration is wrong
 */
export function createAdapterService({
  definition,
  environment,
  watch = UNWATCHED,
  log,
  shares = [],
}: AdapterServiceOptions): AdapterService {
  const { department, permitType } = definition;
  const configuration = definition.configuration.safeParse(environment);
  if (!configuration.success) {
    const problems = configuration.error.issues.map((issue) => {
      const variable = issue.path.join('.');
      return `${variable}: ${issue.message} (now ${environment[variable] === undefined ? 'not set' : 'set'})`;
    });
    throw new Error(`Configuration of adapter ${department.code}: ${problems.join('; ')}`);
  }
  const limits = shares.reduce(shareOf, definition.limits);
  const client = definition.connect(configuration.data, { log, limits });
  const operations = definition.operations?.open(configuration.data, { log });
  const reader = new PermitReader({
    read: async (numbers, call) => believe(definition, await client.read(numbers, call)),
    limits: client.limits ? shares.reduce(shareOf, client.limits) : limits,
    watch,
    log,
  });

  const federated = createSubgraphService<AdapterContext>({
    name: department.code,
    typeDefs: parse(readFileSync(new URL(`${department.code}.graphql`, SCHEMA_FOLDER), 'utf8')),
    resolvers: {
      [permitType]: {
        __resolveReference: (reference: Record<string, unknown>, context: AdapterContext) =>
          context.permits.load(toRepresentation(reference)),
      },
      SubPermit: { __resolveType: () => permitType },
      ...operations?.resolvers,
    },
    context(base) {
      const observations: Observation[] = [];
      const load = async (representations: readonly PermitRepresentation[]) => {
        const outcomes = await reader.read(
          representations.map(({ number }) => number),
          base.signal,
        );
        const now = new Date();
        const shown = representations.map((representation, position) => {
          const outcome = outcomes[position];
          if (!outcome) throw new Error('reader answered fewer permits than asked for');
          const answer = answerPermit(representation, outcome, department.name, now);
          if (answer.observation) observations.push(answer.observation);
          const { state, reason } = answer.shown.freshness;
          watch.shown(state, reason);
          return answer.shown;
        });
        if (observations.length > 0) base.extensions.observations = observations;
        return shown;
      };
      return {
        ...base,
        permits: new DataLoader(load, { cacheKeyFn: ({ id }) => id }),
      };
    },
    async close() {
      reader.close();
      await client.close();
      await operations?.close();
    },
  });
  const contract = createContractService({
    definition,
    client,
    spare: (send, signal) => reader.spare(send, signal),
    log,
  });
  return { ...federated, contract };
}

/** A router may be anybody's; what a representation lacks is refused with its name. */
function toRepresentation(reference: Record<string, unknown>): PermitRepresentation {
  const { id, number, lastKnown } = reference;
  if (typeof id !== 'string' || typeof number !== 'string') {
    throw new TypeError('representation without id or number: the router must send both');
  }
  return { id, number, lastKnown: (lastKnown as LastKnown | null | undefined) ?? null };
}
