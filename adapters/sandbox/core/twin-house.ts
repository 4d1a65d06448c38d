import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemFactory } from './start-systems.ts';
import type { DepartmentSystem, SystemServices, WorldPermit } from './system.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';

interface Closable {
  close(): Promise<void>;
}

/** A place where department systems run as in the sandbox: a PostgreSQL of its own, and kept secrets. */
export interface TwinHouse {
  services: SystemServices;
  /** Starts a system over a world, without latency; a second one finds the data of the one before. */
  start(create: SystemFactory, world: readonly WorldPermit[]): Promise<DepartmentSystem>;
  /** Has something closed together with the house, however the test ends. */
  keep<T extends Closable>(resource: T): T;
  /** Ends everything that was started here, last first. */
  close(): Promise<void>;
}

/** @param name of the folder, so that a leftover tells whose it is */
export async function openTwinHouse(name: string): Promise<TwinHouse> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-twin-`));
  // Where root runs this, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755);
  // Not before it is asked for: many a system needs none.
  let server: ReturnType<typeof startEmbeddedPostgres> | undefined;
  const postgres = () => (server ??= startEmbeddedPostgres({ folder }));
  const secrets = new Map<string, string>();
  const kept: Closable[] = [];
  const services: SystemServices = {
    async database(database) {
      const { ensureDatabase, uri } = await postgres();
      await ensureDatabase(database);
      return uri(database);
    },
    port: () => 0,
    secret(secretName, generate) {
      const secret = secrets.get(secretName) ?? generate();
      secrets.set(secretName, secret);
      return secret;
    },
  };
  return {
    services,
    async start(create, world) {
      const system = await create(services);
      kept.push(system);
      await system.store.open(world);
      await system.applySettings({ latencyMs: [0, 0] });
      return system;
    },
    keep(resource) {
      kept.push(resource);
      return resource;
    },
    async close() {
      try {
        for (const resource of kept.reverse()) await resource.close();
      } finally {
        await (await server?.catch(() => undefined))?.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
