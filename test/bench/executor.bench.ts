/**
 * The executor alone: ours and that of `@apollo/gateway`, from the same plans, over subgraphs that answer canned data at
 * once. `node test/bench/executor.bench.ts [SECONDS]` prints CPU per operation and the ratio, medians of alternating
 * rounds. What the canned answers cost is in both, so the ratio of the executors themselves is larger still.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { readCanonicalSupergraph } from '../../gateway/supergraph/canonical-supergraph.ts';
import { createTwinExecutors, type Ask, type FakeAnswer } from '../support/federation/twin-executors.ts';

const SECONDS = Number(process.argv[2] ?? 1);
const ROUNDS = 7;
const TYPES = ['FoodPermit', 'HealthPermit', 'CulturePermit', 'TobaccoPermit'];

const read = (path: string) => readFileSync(new URL(`../../schema/${path}`, import.meta.url), 'utf8');
const twins = createTwinExecutors(readCanonicalSupergraph(read('supergraph.graphql')).executableSdl);

const record = { status: 'VALID', validFrom: '2026-01-01', validTo: '2030-01-01', scope: ['a', 'b'] };
const permit = (licence: number, type: string) => ({
  __typename: type,
  id: `${type}-${licence}`,
  number: `N${licence}`,
  lastKnown: { revision: 1, confirmedAt: '2026-11-20T00:00:00.000Z', record },
  permitType: { code: 'P', name: '许可' },
  department: { code: 'food', name: '部门' },
});
const licence = (n: number) => ({
  __typename: 'CompositeLicense',
  number: `YZ-410200-2026-${n}`,
  face: 'AQIDBA',
  version: 1,
  industry: { code: 'ktv', name: '歌舞娱乐' },
  holder: { uscc: '91410200MA44DP4A8C', name: '某某公司' },
  premises: { regionCode: '410200', address: '某路1号' },
  issuer: { name: '审批局' },
  issuedAt: '2026-01-01T00:00:00.000Z',
  subPermits: TYPES.map((type) => permit(n, type)),
});
const answered = {
  ...record,
  freshness: { state: 'LIVE', asOf: '2026-11-20T00:00:00.000Z', reason: null, source: '系统', ageSeconds: 0 },
  businessForm: null,
  hygieneCategory: null,
  venueType: null,
  holderNature: null,
};
const page = (count: number) => ({
  totalCount: count,
  pageInfo: { hasNextPage: false, endCursor: null },
  edges: Array.from({ length: count }, (_, n) => ({ cursor: `c${n}`, node: licence(n) })),
});

/** Fresh objects each time, as the executors merge into them; written as text once. */
const one = JSON.stringify({ data: { compositeLicense: licence(1) } });
const fifty = JSON.stringify({ data: { licenses: page(50) } });
const entity = JSON.stringify(answered);
const ask: Ask = ({ query, variables }) => {
  const { representations } = variables as { representations?: unknown[] };
  if (representations) {
    const entities = representations.map(() => JSON.parse(entity) as Record<string, unknown>);
    return Promise.resolve({ data: { _entities: entities } });
  }
  return Promise.resolve(JSON.parse(query.includes('licenses') ? fifty : one) as FakeAnswer);
};

const cases = [
  { name: 'one', document: parse(read('operations/compositeLicense.graphql')), variables: { number: '1' } },
  { name: 'fifty', document: parse(read('operations/licenses.graphql')), variables: { first: 50 } },
];

for (const { name, document, variables } of cases) {
  const { plan } = twins.own.prepare({ hash: name, document });
  const runs = {
    own: () => twins.own.execute({ hash: name, document, variables, context: ask }),
    stock: () => twins.stock(plan, document, variables, ask),
  };
  const { data: first } = await runs.own();
  const { data: second } = await runs.stock();
  if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error(`${name}: the answers differ`);
  const costs: Record<keyof typeof runs, number[]> = { own: [], stock: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const system of ['own', 'stock'] as const) {
      const cost = await cpuOf(runs[system]);
      // The first round warms up.
      if (round > 0) costs[system].push(cost);
    }
  }
  const [own, stock] = [median(costs.own), median(costs.stock)];
  console.log(
    JSON.stringify({ case: name, ownUs: round(own), stockUs: round(stock), ratio: round(stock / own) }),
  );
}

/** Microseconds of CPU for each run. */
async function cpuOf(run: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + (SECONDS * 1_000) / 2;
  const from = process.cpuUsage();
  let runs = 0;
  while (performance.now() < until) {
    await run();
    runs += 1;
  }
  const { user, system } = process.cpuUsage(from);
  return (user + system) / runs;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
