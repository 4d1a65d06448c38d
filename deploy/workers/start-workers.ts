import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Closers } from '../../subgraphs/platform/closers.ts';
import { readCallKeys, type CallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import type { SubgraphService } from '../../subgraphs/platform/subgraph-service.ts';
import type { OpenAdapter } from '../open-adapters.ts';
import { besides, createRemoteService } from '../remote-service.ts';
import { createWorkerSlot, type WorkerSlot } from './worker-slot.ts';
import type { WorkerOrder } from './worker-messages.ts';

const MAIN = fileURLToPath(new URL('worker-main.ts', import.meta.url));

export interface StartWorkersOptions {
  count: number;
  order: Omit<WorkerOrder, 'share' | 'internalKeys'>;
  /** Departments whose adapters the first process's own jobs call. */
  departments: readonly string[];
  closers: Closers;
  tell: (line: string) => void;
}

/**
 * Starts N processes that share the gateway's port and the departments' limits, and replaces any that ends.
 * @returns the departments' adapters, as the first process calls them: in a worker, so that they stay within its share
 */
export async function startWorkers(options: StartWorkersOptions): Promise<Map<string, OpenAdapter>> {
  const { count, order, departments, closers, tell } = options;
  const internalKeys = `workers:${randomBytes(32).toString('base64url')}`;
  cluster.setupPrimary({ exec: MAIN, args: process.argv.slice(2) });
  const slots = Array.from({ length: count }, (_, index) =>
    createWorkerSlot({ ...order, internalKeys, share: { part: index + 1, of: count } }, tell),
  );
  await closers.add('workers', async () => void (await Promise.all(slots.map((slot) => slot.stop()))));
  await Promise.all(slots.map((slot) => slot.start()));
  const keys = readCallKeys(internalKeys);
  return new Map(departments.map((code) => [code, createWorkersAdapter(code, slots, keys)]));
}

/** An adapter in whichever worker is there. */
function createWorkersAdapter(code: string, slots: readonly WorkerSlot[], keys: CallKeys): OpenAdapter {
  const links = new Map<string, SubgraphService>();

  function link(path: 'contract' | null): SubgraphService {
    const origin = slots.find(({ services }) => services !== null)?.services;
    if (!origin) throw new Error(`no worker runs now to ask ${code}`);
    const role = new URL(code, origin);
    const url = path ? besides(role, path) : role;
    let service = links.get(url.href);
    if (!service) {
      service = createRemoteService(code, url, keys);
      links.set(url.href, service);
    }
    return service;
  }
  const serviceOf = (path: 'contract' | null): SubgraphService => ({
    name: code,
    execute: async (request) => link(path).execute(request),
    async close() {
      for (const service of links.values()) await service.close();
    },
  });
  return { ...serviceOf(null), contract: serviceOf('contract') };
}
