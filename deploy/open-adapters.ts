import { createAdapterService } from '../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition } from '../adapters/sdk/contract.ts';
import { discoverAdapters } from '../adapters/sdk/discover-adapters.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import { createAdapterStandIn } from './adapter-stand-in.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Every adapter of this hub, by department. One whose variables are not set does not keep the hub from starting: a
 * stand-in answers from the last known records, and `tell` says what is missing.
 * @throws Error where a variable is set, and wrong
 */
export async function openAdapters(
  environment: Environment,
  closers: Closers,
  tell: (line: string) => void,
): Promise<Map<string, SubgraphService>> {
  const services = new Map<string, SubgraphService>();
  for (const definition of await discoverAdapters()) {
    const { code } = definition.department;
    const missing = missingVariables(definition, environment);
    if (missing.length > 0) {
      tell(
        `${code}: ${missing.join(', ')} not set; its permits are answered from the last known record (ADAPTER_DOWN).`,
      );
      services.set(code, createAdapterStandIn(code));
      continue;
    }
    const service = createAdapterService({ definition, environment, log: createLogger(code) });
    services.set(code, service);
    await closers.add(`adapter ${code}`, () => service.close());
  }
  return services;
}

/** Empty also where something is set and wrong: that is told by the adapter itself. */
function missingVariables({ configuration }: AdapterDefinition, environment: Environment): string[] {
  const { error } = configuration.safeParse(environment);
  const names = (error?.issues ?? []).map(({ path }) => String(path[0]));
  return names.every((name) => environment[name] === undefined) ? [...new Set(names)] : [];
}
