import type { BackgroundJob, JobServices } from '../subgraphs/platform/background-job.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';
import { contractsOf, type OpenAdapter } from './open-adapters.ts';

export interface OpenWorkerOptions {
  databaseUrl: string;
  adapters: ReadonlyMap<string, OpenAdapter>;
  jobs: readonly BackgroundJob[];
  closers: Closers;
}

/** The worker role: every background job of the hub. */
export async function openWorker({ databaseUrl, adapters, jobs, closers }: OpenWorkerOptions): Promise<void> {
  const services: Omit<JobServices, 'log'> = {
    databaseUrl,
    adapters,
    contracts: contractsOf(adapters),
  };
  for (const job of jobs) {
    const stop = await job.start({ ...services, log: createLogger(job.name) });
    await closers.add(`job ${job.name}`, stop);
  }
}
