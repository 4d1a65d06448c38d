import { setTimeout as delay } from 'node:timers/promises';
import { openRegistryStore } from '../adapters/registry/registry-store.ts';
import { createIssuance } from '../subgraphs/issuance/service.ts';
import type { BackgroundJob, JobServices } from '../subgraphs/platform/background-job.ts';
import { createClosers } from '../subgraphs/platform/closers.ts';
import { untilMigrated } from '../subgraphs/platform/database.ts';
import { openDemo } from './load-demo.ts';
import type { Environment } from './set-variables.ts';
import { createSteps } from './steps.ts';

const ASK_AGAIN_AFTER_MS = 250;
const ANSWER_WITHIN_MS = 2_000;

/**
 * Loads the demo into an empty hub whose roles are elsewhere, once the schemas are migrated and every adapter answers;
 * nothing where no `SANDBOX_WORLD` is set.
 */
export function createDemoJob(environment: Environment, dataFolder: string): BackgroundJob {
  return {
    name: 'demo',
    start(services) {
      const stopped = new AbortController();
      const closers = createClosers((line) => services.log.warn(line));
      const loading = environment.SANDBOX_WORLD === undefined ? Promise.resolve() : load();
      const loaded = loading
        .catch((error: unknown) => {
          if (!stopped.signal.aborted) services.log.error({ err: error }, 'demo licences not loaded');
        })
        .finally(() => closers.closeAll());
      return Promise.resolve(() => {
        stopped.abort();
        return loaded;
      });

      async function load(): Promise<void> {
        const { databaseUrl, adapters, log } = services;
        const { signal } = stopped;
        const prepare = (orm: Parameters<typeof untilMigrated>[0]) => untilMigrated(orm, signal);
        const issuance = await createIssuance({ databaseUrl, log, prepare });
        await closers.add('issuance', () => issuance.close());
        const registry = await openRegistryStore(databaseUrl, log, prepare);
        await closers.add('registry', () => registry.close());
        await untilAnswering(services, signal);
        const steps = createSteps((line) => log.info(line));
        await openDemo({ environment, dataFolder, issuance, registry, adapters, steps });
      }
    },
  };
}

/** Read while an adapter is still starting, its permits would never have been read. */
async function untilAnswering({ contracts }: JobServices, stopped: AbortSignal): Promise<void> {
  for (const contract of contracts.values()) {
    for (;;) {
      const answer = await contract
        .execute({
          query: '{ limits { batchSize } }',
          variables: {},
          caller: { role: 'service', id: 'demo' },
          signal: AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
        })
        .catch(() => null);
      if (answer?.data) break;
      await delay(ASK_AGAIN_AFTER_MS, undefined, { signal: stopped });
    }
  }
}
