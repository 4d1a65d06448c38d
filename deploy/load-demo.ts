import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { RegistryStore } from '../adapters/registry/registry-store.ts';
import { createWorld, demoLicence, type World } from '../adapters/sandbox/world/world.ts';
import type { Issuance } from '../subgraphs/issuance/service.ts';
import { DataFolderError } from '../subgraphs/platform/data-folder-error.ts';
import { joinedPermits, type JoinedPermit } from './joined-permits.ts';
import type { OpenAdapter } from './open-adapters.ts';
import { readPermits, type KnownRecord } from './read-permits.ts';
import type { Steps } from './steps.ts';

/**
 * Fills an empty hub with the licences that belong to the sandbox's departments. What is known of each permit is
 * read from its department, as in any take-over of existing licences: nothing is made up here.
 */
async function loadDemo(
  world: World,
  issuance: Issuance,
  registry: RegistryStore,
  adapters: ReadonlyMap<string, OpenAdapter>,
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
  const joined = await permitsOfGuests(world, adapters);
  await issuance.importLicences(
    licences.map(({ industryCode, industryName, permits: held, ...licence }) => ({
      ...licence,
      industry: { code: industryCode, name: industryName },
      permits: [
        ...held.map((permit) => {
          const record = known.get(permit.id);
          return record ? { ...permit, known: record } : permit;
        }),
        // A business may hold licences for several premises; a permit goes with its own.
        ...(joined.get(licence.holder.uscc) ?? []).filter(
          ({ known: { record } }) => record.address === licence.premises.address,
        ),
      ],
    })),
  );
}

/** By business: what departments that the demo world does not know have granted to its businesses. */
async function permitsOfGuests(
  world: World,
  adapters: ReadonlyMap<string, OpenAdapter>,
): Promise<Map<string, JoinedPermit[]>> {
  const home = new Set(world.licences.flatMap(({ permits }) => permits.map(({ department }) => department)));
  const usccs = [...new Set(world.licences.map(({ holder }) => holder.uscc))];
  const found = new Map<string, JoinedPermit[]>();
  for (const [code, { contract }] of adapters) {
    if (home.has(code) || !contract) continue;
    for (const [uscc, permits] of await joinedPermits(code, contract, usccs)) {
      found.set(uscc, [...(found.get(uscc) ?? []), ...permits]);
    }
  }
  return found;
}

export interface DemoOptions {
  /** `SANDBOX_WORLD` says which world the departments hold; absent: no demo departments. */
  environment: Readonly<Record<string, string | undefined>>;
  dataFolder: string;
  issuance: Issuance;
  registry: RegistryStore;
  adapters: ReadonlyMap<string, OpenAdapter>;
  steps: Steps;
}

/**
 * Loads the demo into a hub that has no licence yet, where its departments are those of a sandbox.
 * @returns number of the licence to show first, if this hub holds it
 */
export async function openDemo(options: DemoOptions): Promise<string | null> {
  const { environment, dataFolder, issuance, registry, adapters, steps } = options;
  const file = join(dataFolder, 'demo.json');
  const world = readWorld(environment.SANDBOX_WORLD);
  if (!world) return existing(issuance, await rememberedNumber(file));
  if ((await issuance.licenceCount()) === 0) {
    await steps.run('demo licences, read from their departments', async () => {
      try {
        await loadDemo(world, issuance, registry, adapters);
      } catch (error) {
        // Another hub on this database was quicker; the import is all or nothing.
        if ((await issuance.licenceCount()) === 0) throw error;
      }
    });
  }
  const { number } = demoLicence(world);
  // For a later start without the departments.
  await writeFile(file, `${JSON.stringify({ number })}\n`).catch((error: unknown) => {
    throw DataFolderError.explain(error, dataFolder);
  });
  return existing(issuance, number);
}

function readWorld(text: string | undefined): World | null {
  if (text === undefined) return null;
  const [, seed, day] = /^(\d{1,10})@(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  try {
    return createWorld({ seed: Number(seed), day: String(day) });
  } catch (cause) {
    throw new Error(`SANDBOX_WORLD is "${text}"; it takes SEED@YYYY-MM-DD, as the sandbox writes it.`, {
      cause,
    });
  }
}

async function rememberedNumber(file: string): Promise<string | null> {
  try {
    const { number } = JSON.parse(await readFile(file, 'utf8')) as { number?: unknown };
    return typeof number === 'string' ? number : null;
  } catch {
    return null;
  }
}

/** A database from elsewhere may hold other licences. */
async function existing(issuance: Issuance, number: string | null): Promise<string | null> {
  if (number === null) return null;
  const { data } = await issuance.execute({
    query: 'query ($number: String!) { compositeLicense(number: $number) { number } }',
    variables: { number },
    caller: { role: 'service', id: 'start' },
    signal: new AbortController().signal,
  });
  return data?.compositeLicense ? number : null;
}
