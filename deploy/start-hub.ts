import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRegistryStore } from '../adapters/registry/registry-store.ts';
import { createAdapterService } from '../adapters/sdk/adapter-service.ts';
import { discoverAdapters } from '../adapters/sdk/discover-adapters.ts';
import { createGateway } from '../gateway/create-gateway.ts';
import { AUDIENCE, LOCAL_ISSUER, openLocalIssuer } from '../gateway/sign-in/local-issuer.ts';
import { createTokenVerifier } from '../gateway/sign-in/token-verifier.ts';
import { createHubDataSource } from '../gateway/transport/hub-data-source.ts';
import { createInProcessLink } from '../gateway/transport/in-process-link.ts';
import { createObservationQueue } from '../gateway/transport/observation-queue.ts';
import { createIssuance } from '../subgraphs/issuance/service.ts';
import { lockDataFolder } from '../subgraphs/platform/data-folder-lock.ts';
import { startEmbeddedPostgres } from '../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import type { Configuration } from './configuration.ts';
import { demoLicense, demoWorld, loadDemo } from './load-demo.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import type { Steps } from './steps.ts';

const SUPERGRAPH = new URL('../schema/supergraph.graphql', import.meta.url);

export interface RunningHub {
  gateway: string;
  sandbox: string | null;
  demoLicense: string | null;
}

/** Brings up the whole hub in this process, PostgreSQL and the sandbox beside it; what it opens goes to `closers`. */
export async function startHub(
  configuration: Configuration,
  closers: Closers,
  steps: Steps,
  tell: (line: string) => void,
): Promise<RunningHub> {
  const { dataFolder } = configuration;
  const lock = await lockDataFolder(dataFolder);
  await closers.add('lock', () => lock.release());

  const [databaseUrl, sandbox] = await Promise.all([
    configuration.databaseUrl ??
      steps.run('PostgreSQL', () => openEmbeddedDatabase(dataFolder, closers, tell)),
    configuration.sandbox
      ? steps.run('sandbox: four department systems', async () => {
          const started = await startSandboxProcess({
            ...process.env,
            DATA_DIR: dataFolder,
            SANDBOX_PORT: String(configuration.sandboxPort),
          });
          await closers.add('sandbox', () => started.stop());
          started.onEnd(() =>
            tell('The sandbox has ended by itself: its departments are down until the next start.'),
          );
          return started;
        })
      : null,
  ]);

  const issuance = await steps.run('issuance: database migrated', () =>
    createIssuance({ databaseUrl, log: createLogger('issuance') }),
  );
  await closers.add('issuance', () => issuance.close());
  const registry = await openRegistryStore(databaseUrl, createLogger('registry'));
  await closers.add('registry', () => registry.close());

  const adapters = await steps.run('adapters', async () => {
    const environment = {
      REGISTRY_DATABASE_URL: databaseUrl,
      ...sandbox?.connections.environment,
      ...process.env,
    };
    const services = new Map<string, SubgraphService>();
    for (const definition of await discoverAdapters()) {
      const { code } = definition.department;
      const service = createAdapterService({ definition, environment, log: createLogger(code) });
      services.set(code, service);
      await closers.add(`adapter ${code}`, () => service.close());
    }
    return services;
  });

  const world = sandbox ? demoWorld(sandbox.connections) : null;
  if (world && (await issuance.licenceCount()) === 0) {
    await steps.run('demo licences, read from their departments', () =>
      loadDemo(world, issuance, registry, adapters),
    );
  }

  const gateway = await steps.run('gateway', async () => {
    const issuer = await openLocalIssuer(dataFolder, { create: true });
    const log = createLogger('gateway');
    const observations = createObservationQueue(async (batch) => {
      const { errors } = await issuance.internal.execute({
        query: `mutation ($observations: [ObservationInput!]!) {
          recordObservations(observations: $observations) { changed confirmed dropped }
        }`,
        variables: { observations: batch },
        caller: { role: 'service', id: 'gateway' },
        signal: new AbortController().signal,
      });
      if (errors?.length) throw errors[0]?.originalError ?? errors[0];
    }, log);
    const services = new Map<string, SubgraphService>([['issuance', issuance], ...adapters]);
    const opened = await createGateway({
      supergraphSdl: readFileSync(SUPERGRAPH, 'utf8'),
      dataSource(subgraph) {
        const service = services.get(subgraph);
        if (!service) throw new Error(`The supergraph names ${subgraph}, which this hub does not run.`);
        return createHubDataSource({ subgraph, link: createInProcessLink(service), observations, log });
      },
      verifyToken: createTokenVerifier({ keys: issuer.keys, issuer: LOCAL_ISSUER, audience: AUDIENCE }),
      keys: issuer.keys,
      port: configuration.port,
      host: configuration.host,
      explorable: !configuration.production,
      demoLicense: world ? demoLicense(world) : null,
      ready: async () => (await issuance.internal.execute(READY)).data?.ready === true,
      log,
    });
    await closers.add('observations', () => observations.flush());
    await closers.add('gateway', () => opened.close());
    return opened;
  });

  const running: RunningHub = {
    gateway: `http://${configuration.host}:${gateway.port}`,
    sandbox: sandbox?.connections.control ?? null,
    demoLicense: world ? demoLicense(world) : null,
  };
  const file = join(dataFolder, 'run.json');
  await writeFile(`${file}.new`, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  await closers.add('run.json', () => rm(file, { force: true }));
  return running;
}

const READY = {
  query: '{ ready }',
  variables: {},
  caller: { role: 'service', id: 'gateway' },
  signal: new AbortController().signal,
} as const;

async function openEmbeddedDatabase(
  dataFolder: string,
  closers: Closers,
  tell: (line: string) => void,
): Promise<string> {
  const folder = join(dataFolder, 'postgres');
  await mkdir(folder, { recursive: true });
  const postgres = await startEmbeddedPostgres({ folder, notice: tell });
  await closers.add('PostgreSQL', () => postgres.stop());
  postgres.onExit(tell);
  await postgres.ensureDatabase('hub');
  return postgres.uri('hub');
}
