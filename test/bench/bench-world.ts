import { createWorld, type World, type WorldLicence } from '../../adapters/sandbox/world/world.ts';
import type { WorldSize } from '../../adapters/sandbox/world/licence-plans.ts';

/** KTVs in Kaifeng with all four permits: more than any case asks for at once. */
export const BENCH_SIZE: WorldSize = { licences: { kaifeng: 1_500 }, demandShare: 1 };
export const BENCH_REGION = '410200';

/** The licences that the benchmark asks for: one permit of each of the four departments on each. */
export function benchLicences(world: World): WorldLicence[] {
  return world.licences.filter(
    ({ programme, permits }) =>
      programme === 'kaifeng' && new Set(permits.map(({ department }) => department)).size === 4,
  );
}

export { createWorld };
