import type { Caller } from '../../subgraphs/domain/caller.ts';
import type { TraceSpan } from '../../subgraphs/platform/telemetry/tracing.ts';
import type { RequestOutcome } from './request-meter.ts';

/** What is noted of one request while it is served; of what it asks for no more than its operation's name. */
export interface RequestRecord {
  /** In every line that the log has about it. */
  readonly id: string;
  /** Monotonic, milliseconds. */
  readonly begunAt: number;
  operation: string | undefined;
  role: Caller['role'];
  /** `OK`, or the code of the first error. */
  outcome: RequestOutcome;
  cost: number | undefined;
  /** Absent where nothing is traced. */
  readonly span: TraceSpan | undefined;
}
