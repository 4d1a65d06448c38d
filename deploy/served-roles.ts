import type { ServedRole } from '../subgraphs/platform/internal-call/service-server.ts';
import type { KeysOf } from './internal-keys.ts';
import type { OpenAdapter } from './open-adapters.ts';
import type { IssuanceAccess } from './open-issuance.ts';

/** What a process serves to the hub's other roles, by path. @param adapters those that run in it */
export async function servedRoles(
  issuance: IssuanceAccess | undefined,
  adapters: ReadonlyMap<string, OpenAdapter>,
  keysOf: KeysOf,
): Promise<Map<string, ServedRole>> {
  const served = new Map<string, ServedRole>();
  if (issuance) {
    const keys = await keysOf('issuance');
    served.set('/issuance', { service: issuance, keys });
    served.set('/issuance/internal', { service: issuance.internal, keys });
  }
  for (const [code, adapter] of adapters) {
    const keys = await keysOf(code);
    served.set(`/${code}`, { service: adapter, keys });
    if (adapter.contract) served.set(`/${code}/contract`, { service: adapter.contract, keys });
  }
  return served;
}
