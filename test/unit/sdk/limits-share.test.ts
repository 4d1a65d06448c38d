import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { discoverAdapters } from '../../../adapters/sdk/discover-adapters.ts';
import { shareOf, smallestLimit } from '../../../adapters/sdk/guard/limits-share.ts';
import { adapterShares, checkWorkers } from '../../../deploy/adapter-shares.ts';

const anyLimits = fc.record(
  {
    batchSize: fc.constant(50),
    concurrency: fc.integer({ min: 1, max: 50 }),
    ratePerSecond: fc.integer({ min: 1, max: 200 }),
  },
  { requiredKeys: ['batchSize', 'concurrency'] },
);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const partsOf = (of: number) => Array.from({ length: of }, (_, index) => ({ part: index + 1, of }));

describe("parts of a department's limits", () => {
  test('are together the whole, none is 0, and no two differ by more than one', () => {
    fc.assert(
      fc.property(anyLimits, fc.nat(), (limits, seed) => {
        const of = 1 + (seed % smallestLimit(limits).most);
        const parts = partsOf(of).map((share) => shareOf(limits, share));
        for (const name of ['concurrency', 'ratePerSecond'] as const) {
          if (limits[name] === undefined) continue;
          const numbers = parts.map((part) => part[name] ?? 0);
          expect(sum(numbers)).toBe(limits[name]);
          expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
          expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
        }
        expect(parts.every(({ batchSize }) => batchSize === limits.batchSize)).toBe(true);
      }),
    );
  });

  test('are never more than the smallest limit', () => {
    fc.assert(
      fc.property(anyLimits, (limits) => {
        const { most } = smallestLimit(limits);
        expect(() => shareOf(limits, { part: 1, of: most + 1 })).toThrow(RangeError);
      }),
    );
  });

  test('of parts are as good: processes of a host share what the host has', () => {
    const tobacco = { batchSize: 20, concurrency: 10, ratePerSecond: 10 };
    const parts = partsOf(2).flatMap((host) =>
      partsOf(3).map((worker) => shareOf(shareOf(tobacco, host), worker)),
    );
    expect(sum(parts.map(({ concurrency }) => concurrency))).toBe(10);
    expect(sum(parts.map(({ ratePerSecond = 0 }) => ratePerSecond))).toBe(10);
  });
});

describe('shares by environment', () => {
  test.each(['0/2', '3/2', '1/4', '1', 'half', '1/0', '-1/2', '1/2/3'])(
    'CULTURE_SHARE=%s is refused',
    async (text) => {
      const culture = (await discoverAdapters()).find(({ department }) => department.code === 'culture');
      expect(() => adapterShares(culture as never, { CULTURE_SHARE: text })).toThrow(
        `CULTURE_SHARE is "${text}"; set it to PART/OF, e.g. 1/2, from 1/3 to 3/3 (culture bears 3 calls at once).`,
      );
    },
  );

  test('more workers than the smallest limit are refused, by its name; those elsewhere have no say', async () => {
    await checkWorkers(3, {});
    await expect(checkWorkers(4, {})).rejects.toThrow(
      '--workers 4: culture bears 3 calls at once, which they share; start at most 3.',
    );
    await checkWorkers(4, { CULTURE_SERVICE_URL: 'http://10.0.0.7:4201/culture' });
    await expect(checkWorkers(2, { CULTURE_SHARE: '3/3' })).rejects.toThrow('start at most 1.');
  });
});
