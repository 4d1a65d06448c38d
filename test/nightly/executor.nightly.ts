/** Random operations over random graphs, by the stock executor and by ours, thousands of times: the same answers. */
import { LEVELS, drawGraphs, runDifferential } from '../support/federation/differential.ts';

const MINUTES = Number(process.argv[2] ?? 15);
const ROUND_MS = 15_000;

const until = Date.now() + MINUTES * 60_000;
const total = new Map<string, number>();
for (let round = 0; round === 0 || Date.now() < until; round += 1) {
  // Anew each time: a graph is composed in less time than it takes to run out of operations.
  const graphs = drawGraphs(12);
  for (const level of LEVELS) {
    const tally = await runDifferential({ level, withinMs: ROUND_MS, cases: 5_000, graphs });
    total.set(level.name, (total.get(level.name) ?? 0) + tally.cases);
    console.log(JSON.stringify({ level: level.name, round, ...tally }));
  }
}
const cases = [...total.values()].reduce((sum, count) => sum + count, 0);
console.log(JSON.stringify({ cases }));
process.exit(cases > 1_000 ? 0 : 1);
