import { permitsOf, type World } from '../world/world.ts';
import type { Closers } from '../../../subgraphs/platform/closers.ts';
import type { DepartmentSystem, SystemServices } from './system.ts';

export type SystemFactory = (services: SystemServices) => Promise<DepartmentSystem>;

export interface StartSystemsOptions {
  /** By department. */
  factories: Readonly<Record<string, SystemFactory>>;
  services: SystemServices;
  world: World;
  closers: Closers;
  /** Told of each system that is up. */
  started: (code: string) => void;
}

/**
 * Starts all department systems at the same time and loads the world into those that are new.
 * @throws Error that names the first system that failed; the others are closed by `closers`
 */
export async function startSystems(options: StartSystemsOptions): Promise<DepartmentSystem[]> {
  const codes = Object.keys(options.factories);
  const results = await Promise.allSettled(codes.map((code) => startSystem(code, options)));
  return results.map((result, index) => {
    if (result.status === 'fulfilled') return result.value;
    const reason = result.reason instanceof Error ? result.reason.message : String(result.reason);
    throw new Error(`The sandbox's ${codes[index]} system did not start: ${reason}`, {
      cause: result.reason,
    });
  });
}

async function startSystem(
  code: string,
  { factories, services, world, closers, started }: StartSystemsOptions,
): Promise<DepartmentSystem> {
  const create = factories[code]!;
  const system = await create(services).catch(async (error: NodeJS.ErrnoException) => {
    // Its old port was free a moment ago, and is not any more.
    if (error.code !== 'EADDRINUSE') throw error;
    return await create({ ...services, port: () => 0 });
  });
  await closers.add(`the ${code} system`, () => system.close());
  await system.store.open(permitsOf(world, code));
  started(code);
  return system;
}
