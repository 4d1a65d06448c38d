import { createChangeJob } from '../subgraphs/issuance/sweeping/change-job.ts';
import type { BackgroundJob } from '../subgraphs/platform/background-job.ts';
import type { Configuration } from './configuration.ts';

/** Everything that the worker role runs, alone or in the hub's one process. */
export function backgroundJobs({ sweepEveryMs }: Configuration): readonly BackgroundJob[] {
  return [createChangeJob({ sweepEveryMs })];
}
