import { createHttpLink } from '../gateway/transport/http-link.ts';
import type { CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { whyNoRole } from '../subgraphs/platform/internal-call/role-address.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';

/** A role that runs elsewhere. It need not run yet: a call finds out. */
export function createRemoteService(name: string, url: URL, keys: CallKeys): SubgraphService {
  return { name, ...createHttpLink({ url, keys }) };
}

/** What a role serves beside its federated schema. */
export function besides(url: URL, path: 'contract' | 'internal'): URL {
  return new URL(`${url.pathname.replace(/\/$/, '')}/${path}`, url);
}

/** Reads the value of a `…_SERVICE_URL`. @throws Error that names variable and value */
export function readServiceUrl(variable: string, text: string): URL {
  const url = URL.parse(text);
  const why = url ? whyNoRole(url) : 'it is no address';
  if (url && why === null) return url;
  // With a password in it, it would be in a log.
  const shown = url?.password ? `${url.protocol}//…@${url.host}` : text;
  throw new Error(
    `${variable} is "${shown}": ${why}; set it to the address that npm start -- --only prints for the role.`,
  );
}
