import type { SubgraphService } from '../../subgraphs/platform/subgraph-service.ts';
import type { SubgraphLink } from './subgraph-link.ts';

/** A subgraph that runs in this very process: no HTTP, no copies. */
export function createInProcessLink(service: SubgraphService): SubgraphLink {
  return { execute: (request) => service.execute(request), close: () => Promise.resolve() };
}
