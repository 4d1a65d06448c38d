import { openRegistryStore, type RegistryStore } from '../adapters/registry/registry-store.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';

/** The registry's own schema, migrated; the role `registry` owns it, and always runs in the hub. */
export async function openRegistry(databaseUrl: string, closers: Closers): Promise<RegistryStore> {
  const registry = await openRegistryStore(databaseUrl, createLogger('registry'));
  await closers.add('registry', () => registry.close());
  return registry;
}
