import { createGateway } from '../gateway/create-gateway.ts';
import type { GatewayServer } from '../gateway/http/gateway-server.ts';
import { createDoorbell } from '../gateway/doorbell/doorbell.ts';
import { createHubDataSource } from '../gateway/transport/hub-data-source.ts';
import { createInProcessLink } from '../gateway/transport/in-process-link.ts';
import { createObservationQueue } from '../gateway/transport/observation-queue.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createSubgraphMeter } from '../gateway/observing/subgraph-meter.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { Configuration } from './configuration.ts';
import { contractsOf, type OpenAdapter } from './open-adapters.ts';
import type { IssuanceAccess } from './open-issuance.ts';
import { openSignIn } from './open-sign-in.ts';
import type { Telemetry } from './telemetry.ts';

const GATEWAY = { role: 'service', id: 'gateway' } as const;
/** The database's own time-out for a statement, and a little more. Milliseconds. */
const RECORD_WITHIN_MS = 10_000;
const READY_WITHIN_MS = 1_000;

export interface OpenGatewayOptions {
  configuration: Configuration;
  issuance: IssuanceAccess;
  adapters: ReadonlyMap<string, OpenAdapter>;
  demoLicense: string | null;
  telemetry: Telemetry;
  closers: Closers;
}

/** The gateway role, over subgraphs of this process or elsewhere. It starts whether or not they answer. */
export async function openGateway(options: OpenGatewayOptions): Promise<GatewayServer> {
  const { configuration, issuance, adapters, demoLicense, telemetry, closers } = options;
  const { metrics, metricsPage } = telemetry;
  const log = createLogger('gateway');
  const signIn = await openSignIn(configuration, closers, log);
  const observations = createObservationQueue(async (batch) => {
    const { errors } = await issuance.internal.execute({
      query: `mutation ($observations: [ObservationInput!]!) {
        recordObservations(observations: $observations) { changed confirmed dropped }
      }`,
      variables: { observations: batch },
      caller: GATEWAY,
      signal: AbortSignal.timeout(RECORD_WITHIN_MS),
    });
    if (errors?.length) throw errors[0]?.originalError ?? errors[0];
  }, log);
  const services = new Map<string, SubgraphService>([['issuance', issuance], ...adapters]);
  const sources = new Map(
    [...services].map(([subgraph, service]) => [
      subgraph,
      createHubDataSource({
        subgraph,
        link: createInProcessLink(service),
        observations,
        meter: createSubgraphMeter(metrics, subgraph),
        log,
      }),
    ]),
  );
  const opened = await createGateway({
    supergraphFile: configuration.supergraphFile,
    dataSource({ name }) {
      const source = sources.get(name);
      if (!source) throw new Error(`The supergraph names ${name}, which this hub does not run.`);
      return source;
    },
    ...signIn,
    port: configuration.port,
    host: configuration.host,
    stopNoticeMs: configuration.stopNoticeMs,
    explorable: !configuration.production,
    ...configuration.demand,
    processes: configuration.workers,
    metrics,
    metricsPage,
    demoLicense,
    doorbell: createDoorbell({ contracts: contractsOf(adapters), issuance: issuance.internal }),
    ready: () => isReady(issuance),
    log,
  });
  await closers.add('observations', () => observations.flush());
  await closers.add('gateway', () => opened.close());
  return opened;
}

/** Not before everything is settled: of issuance on another host, the database too. */
async function isReady({ internal }: IssuanceAccess): Promise<boolean> {
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  const asked = internal.execute({ query: '{ ready }', variables: {}, caller: GATEWAY, signal });
  return asked.then(
    ({ data }) => data?.ready === true,
    () => false,
  );
}
