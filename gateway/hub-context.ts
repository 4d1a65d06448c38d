import type { Caller } from '../subgraphs/domain/caller.ts';
import type { CallerAccount } from './demand/caller-account.ts';

/** What goes with one operation through the gateway. */
export interface HubContext {
  caller: Caller;
  /** What the caller has left to spend; absent where limits are off. */
  account?: CallerAccount | undefined;
  /** Aborted when the client has left. */
  signal: AbortSignal;
}
