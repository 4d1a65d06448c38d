import { createHttpLink } from '../gateway/transport/http-link.ts';
import type { CallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
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
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(
    `${variable} is "${text}"; set it to the address that npm start -- --only prints for the role.`,
  );
}
