import type { SubgraphRequest, SubgraphResponse } from '../../subgraphs/platform/subgraph-service.ts';

/** The way to one subgraph, in this process or on another host. */
export interface SubgraphLink {
  /** @throws SubgraphDown where no sensible answer came */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/** The subgraph's process did not answer as one; the message is for the log only. */
export class SubgraphDown extends Error {
  override readonly name = 'SubgraphDown';
}
