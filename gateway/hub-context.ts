import type { Caller } from '../subgraphs/domain/caller.ts';

/** What goes with one operation through the gateway. */
export interface HubContext {
  caller: Caller;
  /** Aborted when the client has left. */
  signal: AbortSignal;
}
