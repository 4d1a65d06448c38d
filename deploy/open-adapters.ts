import { createAdapterService, type AdapterService } from '../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition } from '../adapters/sdk/contract.ts';
import { discoverAdapters } from '../adapters/sdk/discover-adapters.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import { createHttpLink } from '../gateway/transport/http-link.ts';
import type { CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { createAdapterStandIn } from './adapter-stand-in.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface OpenAdaptersOptions {
  environment: Environment;
  /** Departments to open; default: all. */
  only?: readonly string[];
  /** Signs calls to adapters that run elsewhere (`FOOD_SERVICE_URL`, …); needed where there are any. */
  keys?: () => Promise<CallKeys>;
  closers: Closers;
  tell: (line: string) => void;
}

/** An adapter with its contract, where it runs here. */
export type OpenAdapter = SubgraphService & Partial<Pick<AdapterService, 'contract'>>;

/**
 * Every adapter of this hub, by department: here, or where its `…_SERVICE_URL` says. One whose variables are not set
 * does not keep the hub from starting: a stand-in answers from the last known records, and `tell` says what is
 * missing.
 * @throws Error where a variable is set, and wrong
 */
export async function openAdapters(options: OpenAdaptersOptions): Promise<Map<string, OpenAdapter>> {
  const { environment, only, keys, closers, tell } = options;
  const definitions = await discoverAdapters();
  const codes = definitions.map(({ department }) => department.code);
  const unknown = only?.filter((code) => !codes.includes(code)) ?? [];
  if (unknown.length > 0)
    throw new Error(`--only ${unknown.join(',')}: known roles are ${codes.join(', ')}.`);
  const services = new Map<string, OpenAdapter>();
  for (const definition of definitions) {
    const { code } = definition.department;
    if (only && !only.includes(code)) continue;
    const variable = `${code.toUpperCase()}_SERVICE_URL`;
    const elsewhere = only ? undefined : environment[variable];
    const service = elsewhere
      ? openElsewhere(code, readUrl(variable, elsewhere), await requireKeys(keys))
      : openHere(definition, environment, only !== undefined, tell);
    services.set(code, service);
    await closers.add(`adapter ${code}`, () => service.close());
  }
  return services;
}

function openHere(
  definition: AdapterDefinition,
  environment: Environment,
  alone: boolean,
  tell: (line: string) => void,
): OpenAdapter {
  const { code } = definition.department;
  const missing = missingVariables(definition, environment);
  if (missing.length === 0) return createAdapterService({ definition, environment, log: createLogger(code) });
  // A hub goes on without one department; an adapter that runs alone is of no use without its own.
  if (alone) throw new Error(`--only ${code}: set ${missing.join(', ')}; see adapters/${code}/README.md.`);
  tell(
    `${code}: ${missing.join(', ')} not set; its permits are answered from the last known record (ADAPTER_DOWN).`,
  );
  return createAdapterStandIn(code);
}

function openElsewhere(name: string, url: URL, keys: CallKeys): SubgraphService {
  return { name, ...createHttpLink({ url, keys }) };
}

function readUrl(variable: string, text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(
    `${variable} is "${text}"; set it to the address that npm start -- --only prints for the role.`,
  );
}

function requireKeys(keys: (() => Promise<CallKeys>) | undefined): Promise<CallKeys> {
  if (!keys) throw new Error('roles that run elsewhere need keys to be called with');
  return keys();
}

/** Empty also where something is set and wrong: that is told by the adapter itself. */
function missingVariables({ configuration }: AdapterDefinition, environment: Environment): string[] {
  const { error } = configuration.safeParse(environment);
  const names = (error?.issues ?? []).map(({ path }) => String(path[0]));
  return names.every((name) => environment[name] === undefined) ? [...new Set(names)] : [];
}
