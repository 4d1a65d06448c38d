import { v7 as uuid } from 'uuid';
import type { RegistryStore } from '../adapters/registry/registry-store.ts';
import type { SandboxConnections } from '../adapters/sandbox/core/connections.ts';
import { createWorld, type World } from '../adapters/sandbox/world/world.ts';
import type { Issuance } from '../subgraphs/issuance/service.ts';
import type { SubgraphService } from '../subgraphs/platform/subgraph-service.ts';
import { readPermits, type KnownRecord } from './read-permits.ts';

/**
 * Fills an empty hub with the licences that belong to the sandbox's departments. What is known of each permit is
 * read from its department, as in any take-over of existing licences: nothing is made up here.
 */
export async function loadDemo(
  world: World,
  issuance: Issuance,
  registry: RegistryStore,
  adapters: ReadonlyMap<string, SubgraphService>,
): Promise<void> {
  await registry.importPermits(
    world.registryPermits.map(({ uscc, ...permit }) => ({
      ...permit,
      holderUscc: uscc,
      scope: [...permit.scope],
      issuedBy: permit.authority,
    })),
  );
  const licences = world.licences.map((licence) => ({
    ...licence,
    permits: licence.permits.map((permit) => ({ ...permit, id: uuid() })),
  }));
  const permits = licences.flatMap((licence) => licence.permits).filter(({ neverRead }) => !neverRead);
  const known = new Map<string, KnownRecord>();
  await Promise.all(
    [...Map.groupBy(permits, ({ department }) => department)].map(async ([department, ofDepartment]) => {
      const adapter = adapters.get(department);
      if (!adapter) return;
      for (const [id, record] of await readPermits(adapter, ofDepartment)) known.set(id, record);
    }),
  );
  await issuance.importLicences(
    licences.map(({ industryCode, industryName, permits: held, ...licence }) => ({
      ...licence,
      industry: { code: industryCode, name: industryName },
      permits: held.map((permit) => {
        const record = known.get(permit.id);
        return record ? { ...permit, known: record } : permit;
      }),
    })),
  );
}

export function demoWorld({ world }: SandboxConnections): World {
  return createWorld(world);
}

/** The licence to show first: a KTV in Kaifeng with a permit of each of the four departments. */
export function demoLicense(world: World): string | null {
  return world.licences.find(({ industryCode }) => industryCode === 'KF-01')?.number ?? null;
}
