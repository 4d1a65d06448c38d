import type { Caller } from '../subgraphs/domain/caller.ts';
import type { RequestRecord } from './observing/request-record.ts';
import type { CallerAccount } from './demand/caller-account.ts';

/** What goes with one operation through the gateway. */
export interface HubContext {
  caller: Caller;
  /** What the caller has left to spend; absent where limits are off. */
  account?: CallerAccount | undefined;
  /** What is noted of the request; absent where nobody watches. */
  record?: RequestRecord | undefined;
  /** Aborted when the client has left. */
  signal: AbortSignal;
}
