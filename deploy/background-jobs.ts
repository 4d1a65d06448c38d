import type { BackgroundJob } from '../subgraphs/platform/background-job.ts';

/** Everything that the worker role runs, alone or in the hub's one process. */
export const BACKGROUND_JOBS: readonly BackgroundJob[] = [];
