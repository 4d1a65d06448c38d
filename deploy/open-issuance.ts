import { createIssuance, type Issuance } from '../subgraphs/issuance/service.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import type { KeysOf } from './internal-keys.ts';
import { besides, createRemoteService, readServiceUrl } from './remote-service.ts';
import type { Environment } from './set-variables.ts';

/** What a gateway asks of issuance, wherever that runs. */
export type IssuanceAccess = SubgraphService & Pick<Issuance, 'internal'>;

/** Issuance in this process; its schema is migrated first. */
export async function openIssuance(databaseUrl: string, closers: Closers): Promise<Issuance> {
  const issuance = await createIssuance({ databaseUrl, log: createLogger('issuance') });
  await closers.add('issuance', () => issuance.close());
  return issuance;
}

/** Issuance in a process of its own. @throws Error where its address is not set, or wrong */
export async function reachIssuance(
  environment: Environment,
  keysOf: KeysOf,
  closers: Closers,
): Promise<IssuanceAccess> {
  const address = environment.ISSUANCE_SERVICE_URL;
  if (address === undefined) {
    throw new Error(
      '--only gateway: set ISSUANCE_SERVICE_URL to the address that npm start -- --only issuance prints.',
    );
  }
  const url = readServiceUrl('ISSUANCE_SERVICE_URL', address);
  const keys = await keysOf('issuance');
  const federated = createRemoteService('issuance', url, keys);
  const internal = createRemoteService('issuance-internal', besides(url, 'internal'), keys);
  const close = async () => void (await Promise.all([federated.close(), internal.close()]));
  await closers.add('issuance', close);
  return { ...federated, internal, close };
}
