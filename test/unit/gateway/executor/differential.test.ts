import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  LEVELS,
  drawGraphs,
  runDifferential,
  type SeededGraph,
} from '../../../support/federation/differential.ts';

/** A few hundred cases; `npm run test:nightly -- executor` runs thousands. */
const WITHIN_MS = 6_000;

describe('ours and the stock executor, from one plan over random graphs, answer and ask the same', () => {
  let graphs: SeededGraph[];
  beforeAll(() => {
    graphs = drawGraphs(8);
  }, 60_000);

  test.each(LEVELS)(
    'where $name',
    async (level) => {
      const tally = await runDifferential({ level, withinMs: WITHIN_MS, cases: 400, graphs });
      // The test would pass over graphs that need no federation.
      expect(tally.cases).toBeGreaterThan(10);
      expect(tally.entityFetches).toBeGreaterThan(tally.cases / 4);
      const mistaken = Object.values(tally.stockMistakes).reduce((sum, count) => sum + count, 0);
      if (level.faults.wrongParts === 0) expect(mistaken).toBeLessThan(tally.cases / 3);
    },
    60_000,
  );
});
