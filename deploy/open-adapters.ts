import { createDepartmentMeter } from '../adapters/sdk/department-meter.ts';
import type { Metrics } from '../subgraphs/platform/telemetry/metrics.ts';
import { createAdapterService, type AdapterService } from '../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition } from '../adapters/sdk/contract.ts';
import { discoverAdapters } from '../adapters/sdk/discover-adapters.ts';
import type { Share } from '../adapters/sdk/guard/limits-share.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { adapterShares } from './adapter-shares.ts';
import { createAdapterStandIn } from './adapter-stand-in.ts';
import type { KeysOf } from './internal-keys.ts';
import { besides, createRemoteService, readServiceUrl } from './remote-service.ts';
import type { Environment } from './set-variables.ts';

export interface OpenAdaptersOptions {
  environment: Environment;
  /** Departments whose adapters run in this process in any case; default: those with no address (`FOOD_SERVICE_URL`). */
  here?: readonly string[];
  /** Whether this process calls the others too, as a gateway does. Default true. */
  reachOthers?: boolean;
  /** Of this process, where several share the departments' limits. */
  share?: Share;
  /** Sign calls to adapters that run elsewhere. */
  keysOf: KeysOf;
  metrics?: Metrics;
  closers: Closers;
  tell: (line: string) => void;
}

/** An adapter with its contract, unless it is only stood in for. */
export type OpenAdapter = SubgraphService & Partial<Pick<AdapterService, 'contract'>>;

/** What is called beside the federated schemas; a stand-in has none. */
export function contractsOf(adapters: ReadonlyMap<string, OpenAdapter>): Map<string, SubgraphService> {
  return new Map(
    [...adapters].flatMap(([code, { contract }]) => (contract ? [[code, contract] as const] : [])),
  );
}

/**
 * The adapters of this process, by department: here, or where their `…_SERVICE_URL` says. One of which nothing is set
 * does not keep the hub from starting: a stand-in answers from the last known records, and `tell` says what is
 * missing.
 * @throws Error where a variable is set, and wrong
 */
export async function openAdapters(options: OpenAdaptersOptions): Promise<Map<string, OpenAdapter>> {
  const { environment, here, reachOthers = true, keysOf, closers, tell } = options;
  const services = new Map<string, OpenAdapter>();
  for (const definition of await discoverAdapters()) {
    const { code } = definition.department;
    const variable = `${code.toUpperCase()}_SERVICE_URL`;
    const elsewhere = environment[variable];
    const isHere = here ? here.includes(code) : elsewhere === undefined;
    if (!isHere && !reachOthers) continue;
    const service = isHere
      ? openHere(definition, options)
      : elsewhere === undefined
        ? standIn(code, variable, tell)
        : openElsewhere(code, readServiceUrl(variable, elsewhere), await keysOf(code));
    services.set(code, service);
    await closers.add(`adapter ${code}`, () => service.close());
  }
  return services;
}

function openHere(
  definition: AdapterDefinition,
  { environment, here, share, metrics, tell }: OpenAdaptersOptions,
): OpenAdapter {
  const { code } = definition.department;
  const missing = missingVariables(definition, environment);
  if (missing.length === 0) {
    const shares = [...adapterShares(definition, environment), ...(share ? [share] : [])];
    return createAdapterService({
      definition,
      environment,
      ...(metrics ? { watch: createDepartmentMeter(metrics, code) } : {}),
      log: createLogger(code),
      shares,
    });
  }
  // A hub goes on without one department; an adapter that runs alone is of no use without its own.
  if (here) throw new Error(`--only ${code}: set ${missing.join(', ')}; see adapters/${code}/README.md.`);
  return standIn(code, missing.join(', '), tell);
}

function standIn(code: string, missing: string, tell: (line: string) => void): OpenAdapter {
  tell(`${code}: ${missing} not set; its permits are answered from the last known record (ADAPTER_DOWN).`);
  return createAdapterStandIn(code);
}

function openElsewhere(code: string, url: URL, keys: CallKeys): OpenAdapter {
  const federated = createRemoteService(code, url, keys);
  const contract = createRemoteService(`${code}-contract`, besides(url, 'contract'), keys);
  return {
    ...federated,
    contract,
    close: async () => void (await Promise.all([federated.close(), contract.close()])),
  };
}

/** Empty also where something is set and wrong: that is told by the adapter itself. */
function missingVariables({ configuration }: AdapterDefinition, environment: Environment): string[] {
  const { error } = configuration.safeParse(environment);
  const names = (error?.issues ?? []).map(({ path }) => String(path[0]));
  return names.every((name) => environment[name] === undefined) ? [...new Set(names)] : [];
}
