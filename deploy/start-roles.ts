import { checkDatabase, explainDatabaseError } from '../subgraphs/platform/check-database.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createDataFolder } from '../subgraphs/platform/data-folder.ts';
import { openServiceServer } from '../subgraphs/platform/internal-call/service-server.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import { announceCallback } from './announce-callback.ts';
import { openAuditKeys } from './audit-keys.ts';
import { backgroundJobs } from './background-jobs.ts';
import { checkPort } from './check-port.ts';
import type { Configuration } from './configuration.ts';
import { createDemoJob } from './demo-job.ts';
import { createInternalKeys } from './internal-keys.ts';
import { keepAuditEnds } from './keep-audit-ends.ts';
import { openAdapters } from './open-adapters.ts';
import { openGateway } from './open-gateway.ts';
import { openIssuance, reachIssuance, type IssuanceAccess } from './open-issuance.ts';
import { openRegistry } from './open-registry.ts';
import { openWorker } from './open-worker.ts';
import { reachableOrigin } from './reachable-origin.ts';
import { servedRoles } from './served-roles.ts';
import { setVariables, type Environment } from './set-variables.ts';
import { createTelemetry } from './telemetry.ts';

/**
 * Runs some of the hub's roles in this process, for its other roles and clients elsewhere. What they call need not be
 * there yet.
 * @returns a line for each role: its address, as the variable that the others take where they take one
 */
export async function startRoles(
  configuration: Configuration,
  roles: readonly string[],
  closers: Closers,
  tell: (line: string) => void,
): Promise<string[]> {
  let environment = withDatabases(setVariables(process.env));
  const runs = (role: string) => roles.includes(role);
  const { host } = configuration;
  const keysOf = createInternalKeys(configuration.dataFolder, environment);
  if (runs('gateway')) await checkPort(configuration.port, host);

  const telemetry = createTelemetry(configuration.observing);
  let issuance: IssuanceAccess | undefined;
  if (runs('issuance')) {
    const url = await databaseOf(environment, 'issuance', 'DATABASE_URL');
    issuance = await openIssuance(url, closers).catch(explained(url, 'DATABASE_URL'));
  }
  if (runs('registry')) {
    const url = await databaseOf(environment, 'registry', 'REGISTRY_DATABASE_URL');
    await openRegistry(url, closers).catch(explained(url, 'REGISTRY_DATABASE_URL'));
    const AUDIT_KEYS = await openAuditKeys(configuration.dataFolder, environment);
    environment = { ...environment, AUDIT_KEYS };
    await keepAuditEnds(configuration.dataFolder, url, AUDIT_KEYS, closers);
  }
  const adapters = await openAdapters({
    environment,
    here: roles,
    reachOthers: runs('gateway') || runs('worker'),
    keysOf,
    metrics: telemetry.metrics,
    closers,
    tell,
  });
  const own = new Map([...adapters].filter(([code]) => runs(code)));
  const services = await servedRoles(issuance, own, keysOf);
  if (runs('worker')) {
    const databaseUrl = await databaseOf(environment, 'worker', 'DATABASE_URL');
    const jobs = [...backgroundJobs(configuration), createDemoJob(environment, configuration.dataFolder)];
    await openWorker({ databaseUrl, adapters, jobs, closers });
  }
  const lines: string[] = [];
  if (runs('gateway')) {
    await createDataFolder(configuration.dataFolder);
    const gateway = await openGateway({
      configuration,
      issuance: issuance ?? (await reachIssuance(environment, keysOf, closers)),
      adapters,
      demoLicense: null,
      telemetry,
      closers,
    });
    const origin = reachableOrigin(host, gateway.port);
    await announceCallback(environment, origin, tell);
    lines.push(`gateway: ${origin}/graphql`);
  }
  if (services.size === 0 && !runs('worker')) return lines;
  const server = await openServiceServer({
    services,
    host,
    port: configuration.servicePort,
    metrics: telemetry.metricsPage,
    log: createLogger(roles.join('+')),
  });
  await closers.add('service', () => server.close());
  const origin = reachableOrigin(host, server.port);
  for (const role of roles) {
    if (services.has(`/${role}`)) lines.push(`${role.toUpperCase()}_SERVICE_URL=${origin}/${role}`);
  }
  if (runs('worker')) lines.push(`worker: ${origin}/health`);
  return lines;
}

/** The registry's schema is in the hub's database unless its own variable says otherwise. */
function withDatabases(environment: Environment): Environment {
  return { REGISTRY_DATABASE_URL: environment.DATABASE_URL, ...environment };
}

/** Address of a database that serves. @throws Error of one line where it is not set, or does not */
async function databaseOf(
  environment: Environment,
  role: string,
  variable: 'DATABASE_URL' | 'REGISTRY_DATABASE_URL',
): Promise<string> {
  const url = environment[variable];
  if (url === undefined) {
    throw new Error(
      `--only ${role}: set DATABASE_URL to the hub's PostgreSQL, the same for all roles; none is embedded here.`,
    );
  }
  await checkDatabase(url, variable);
  return url;
}

/** For what migrates: a user without the right to is told so in one line. */
function explained(url: string, variable: string) {
  return (error: unknown): never => {
    throw explainDatabaseError(error, url, variable);
  };
}
