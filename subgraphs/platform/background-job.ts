import type { Logger } from './logger.ts';
import type { SubgraphService } from './subgraph-service.ts';

/** What the worker role opens for its jobs. */
export interface JobServices {
  /** The hub's PostgreSQL. Its schemas are migrated by the roles that own them, perhaps a moment later: `untilMigrated`. */
  databaseUrl: string;
  /** The adapters' federated schemas, by department code; here or elsewhere, and perhaps not answering now. */
  adapters: ReadonlyMap<string, SubgraphService>;
  /** `schema/adapter-contract.graphql` of the adapters, by department code; calls are made as role `service`. */
  contracts: ReadonlyMap<string, SubgraphService>;
  log: Logger;
}

/** Work that goes on beside requests: one worker role runs all of it, however many gateways a hub has. */
export interface BackgroundJob {
  /** For the log, e.g. `sweep`. */
  readonly name: string;
  /**
   * Begins it, and returns as soon as it goes on by itself. What it needs may be away, now and at any time.
   * @returns ends it: waits for what is under way, and nothing of it runs afterwards
   */
  start(services: JobServices): Promise<() => Promise<void>>;
}
