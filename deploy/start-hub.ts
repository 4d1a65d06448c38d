import { explainDatabaseError } from '../subgraphs/platform/check-database.ts';
import { openLocalIssuer } from '../gateway/sign-in/local-issuer.ts';
import { createClosers, type Closers } from '../subgraphs/platform/closers.ts';
import { explainFullDisk } from '../subgraphs/platform/data-folder.ts';
import { lockDataFolder } from '../subgraphs/platform/data-folder-lock.ts';
import { checkWorkers } from './adapter-shares.ts';
import { announceCallback } from './announce-callback.ts';
import { openAuditKeys } from './audit-keys.ts';
import { backgroundJobs } from './background-jobs.ts';
import { checkPort } from './check-port.ts';
import type { Configuration } from './configuration.ts';
import { openHubDatabase } from './hub-database.ts';
import { createInternalKeys } from './internal-keys.ts';
import { keepAuditEnds } from './keep-audit-ends.ts';
import { openDemo } from './load-demo.ts';
import { openAdapters } from './open-adapters.ts';
import { openGateway } from './open-gateway.ts';
import { openIssuance } from './open-issuance.ts';
import { openRegistry } from './open-registry.ts';
import { openWorker } from './open-worker.ts';
import { reachableOrigin } from './reachable-origin.ts';
import { removeRunFile, writeRunFile, type RunningHub } from './run-file.ts';
import { startSandboxProcess } from './sandbox-process.ts';
import { setVariables } from './set-variables.ts';
import type { Steps } from './steps.ts';
import { createTelemetry } from './telemetry.ts';
import { startWorkers } from './workers/start-workers.ts';

/** A hub that was told to end is waited for: how soon one whose `npm` was killed knows it, and a little more. */
const LOCK_PATIENCE_MS = 1_000;

/** Of a hub that was started without the sandbox, on a database that is empty. */
const NO_LICENCES =
  'This hub holds no licences. This version imports none: start it once with the sandbox (npm start), or over one that ' +
  'runs (npm run sandbox); its departments are asked through the variables that README.md, "The departments", lists.';

/**
 * Brings up the whole hub in this process, PostgreSQL and the sandbox beside it; what it opens goes to `closers`.
 * @throws Error of one line, with the remedy
 */
export async function startHub(...all: Parameters<typeof start>): Promise<RunningHub> {
  try {
    return await start(...all);
  } catch (error) {
    throw await explainFullDisk(error, all[0].dataFolder);
  }
}

async function start(
  configuration: Configuration,
  closers: Closers,
  steps: Steps,
  tell: (line: string) => void,
): Promise<RunningHub> {
  const { dataFolder, workers } = configuration;
  if (workers > 1) await checkWorkers(workers, setVariables(process.env));
  // Not among the closers: it goes with the process, after whatever else is closed late.
  await lockDataFolder(dataFolder, { patienceMs: LOCK_PATIENCE_MS, isEnding: () => closers.isClosing });
  const port = await checkPort(configuration.port, configuration.host);
  await removeRunFile(dataFolder);

  const [databaseUrl, sandbox] = await Promise.all([
    closers.opening(openHubDatabase(configuration, closers, steps, tell)),
    closers.opening(
      configuration.sandbox
        ? steps.run('sandbox: four department systems', () =>
            startSandboxProcess({ dataFolder, port: configuration.sandboxPort, closers, tell }),
          )
        : Promise.resolve(null),
    ),
  ]);

  const { issuance, registry } = await steps
    .run('database migrated', () => openStores(databaseUrl, closers))
    .catch((error: unknown) => {
      throw configuration.databaseUrl === undefined
        ? error
        : explainDatabaseError(error, databaseUrl, 'DATABASE_URL');
    });

  const auditKeys = await openAuditKeys(dataFolder, process.env);
  await keepAuditEnds(dataFolder, databaseUrl, auditKeys, closers);
  const environment = {
    REGISTRY_DATABASE_URL: databaseUrl,
    AUDIT_KEYS: auditKeys,
    ...sandbox?.environment,
    ...(sandbox ? { SANDBOX_CONTROL: sandbox.control } : {}),
    ...setVariables(process.env),
  };
  const telemetry = createTelemetry(configuration.observing);
  const ownAdapters = createClosers(tell);
  await closers.add('adapters', () => ownAdapters.closeAll());
  const adapters = await steps.run('adapters', () =>
    openAdapters({
      environment,
      keysOf: createInternalKeys(dataFolder, environment),
      metrics: telemetry.metrics,
      closers: ownAdapters,
      tell,
    }),
  );
  const demoLicense = await openDemo({ environment, dataFolder, issuance, registry, adapters, steps });

  if (demoLicense === null && (await issuance.licenceCount()) === 0) tell(NO_LICENCES);
  const jobs = backgroundJobs(configuration);
  if (workers > 1) {
    // From here on the departments' limits are the workers' alone.
    await ownAdapters.closeAll();
    await openLocalIssuer(dataFolder, { create: true });
    const order = { databaseUrl, environment, port, demoLicense };
    const departments = [...adapters.keys()];
    const inWorkers = await steps.run(`${workers} workers: gateway, issuance, adapters`, () =>
      startWorkers({ count: workers, order, departments, closers, tell }),
    );
    await steps.run('background jobs', () => openWorker({ databaseUrl, adapters: inWorkers, jobs, closers }));
  } else {
    await steps.run('background jobs', () => openWorker({ databaseUrl, adapters, jobs, closers }));
    const gatewayAt = { ...configuration, port };
    await steps.run('gateway', () =>
      openGateway({ configuration: gatewayAt, issuance, adapters, demoLicense, telemetry, closers }),
    );
  }
  const gateway = reachableOrigin(configuration.host, port);
  await announceCallback(environment, gateway, tell);
  const running: RunningHub = {
    gateway,
    sandbox: sandbox?.control ?? null,
    demoLicense,
  };
  await writeRunFile(dataFolder, running);
  await closers.add('run.json', () => removeRunFile(dataFolder));
  return running;
}

async function openStores(databaseUrl: string, closers: Closers) {
  const issuance = await openIssuance(databaseUrl, closers);
  return { issuance, registry: await openRegistry(databaseUrl, closers) };
}
