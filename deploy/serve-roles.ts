import { openServiceServer } from '../subgraphs/platform/internal-call/service-server.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { Configuration } from './configuration.ts';
import { openInternalKeys } from './internal-keys.ts';
import { openAdapters } from './open-adapters.ts';

/** Role by role, the address that a gateway on another host is to be told, as `FOOD_SERVICE_URL=…`. */
export type ServedRoles = ReadonlyMap<string, string>;

/** Runs some roles alone, for the hub's other roles: an adapter inside its department's own network. */
export async function serveRoles(
  configuration: Configuration,
  roles: readonly string[],
  closers: Closers,
  tell: (line: string) => void,
): Promise<ServedRoles> {
  const keys = await openInternalKeys(configuration.dataFolder, process.env);
  const services = await openAdapters({ environment: process.env, only: roles, closers, tell });
  const server = await openServiceServer({
    services: new Map(
      [...services].flatMap(([role, service]): [string, SubgraphService][] => [
        [`/${role}`, service],
        ...(service.contract ? [[`/${role}/contract`, service.contract] as [string, SubgraphService]] : []),
      ]),
    ),
    keys,
    host: configuration.host,
    port: configuration.servicePort,
    log: createLogger(roles.join('+')),
  });
  await closers.add('service', () => server.close());
  return new Map(roles.map((role) => [role, `${server.origin}/${role}`]));
}
