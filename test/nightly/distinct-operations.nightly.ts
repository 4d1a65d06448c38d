/**
 * R54: ten thousand operations of which no two are alike, each to be parsed, validated, planned and cached. What is kept of
 * them is bounded: memory ends up where it was after the first tenth, and each is answered within a second.
 * Arguments: how many (10000).
 */
import { readFileSync } from 'node:fs';
import { inspectMemory } from '../support/inspected-memory.ts';
import { openRawConnection, rawPost } from '../support/raw-connection.ts';
import { startHub } from '../support/running-hub.ts';

const OPERATIONS = Number(process.argv[2] ?? 10_000);
const CALLERS = 2;
const STAGES = 10;
/** Documents and plans are kept up to 30 MiB of text each, which as objects are several times that. */
const MOST_HEAP_MB = 500;
const MOST_RSS_MB = 1_000;
const SLOWEST_MS = 1_000;

const FIELDS = ['number', 'holderName', 'status', 'validFrom', 'validTo', 'scope', 'onFace'];
const hub = await startHub({ environment: { LIMITS: 'off', NODE_OPTIONS: '--inspect=127.0.0.1:0' } });
const memory = await inspectMemory(hub.output());
const token = await hub.token({ role: 'service' });
const took: number[] = [];
const failures = new Map<string, number>();
const stages: { heapMb: number; rssMb: number }[] = [];
let next = 0;

for (let stage = 1; stage <= STAGES; stage += 1) {
  const until = Math.round((OPERATIONS / STAGES) * stage);
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      const connection = await openRawConnection(hub.gateway);
      while (next < until) {
        const answer = await connection.send(request((next += 1)));
        took.push(answer.tookMs);
        if (answer.status !== 200 || answer.body.includes('"errors"')) {
          const what = `${answer.status} ${answer.body.slice(0, 150)}`;
          failures.set(what, (failures.get(what) ?? 0) + 1);
        }
      }
      connection.close();
    }),
  );
  stages.push({ heapMb: mb(await memory.heapAfterGc()), rssMb: mb(residentBytes(hub.pid)) });
  console.log(JSON.stringify({ operations: next, ...stages.at(-1) }));
}
memory.close();
await hub.stop();

const sorted = took.sort((a, b) => a - b);
const p99Ms = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
const mostHeapMb = Math.max(...stages.map(({ heapMb }) => heapMb));
const mostRssMb = Math.max(...stages.map(({ rssMb }) => rssMb));
const holds =
  failures.size === 0 && p99Ms <= SLOWEST_MS && mostHeapMb <= MOST_HEAP_MB && mostRssMb <= MOST_RSS_MB;
console.log(
  JSON.stringify({
    check: 'distinct-operations',
    operations: OPERATIONS,
    p50Ms: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    p99Ms,
    mostHeapMb,
    mostRssMb,
    failures: Object.fromEntries(failures),
    holds,
  }),
);
process.exit(holds ? 0 : 1);

/** Other fields, other types, another alias: another plan. */
function request(n: number): Buffer {
  const some = FIELDS.filter((_, bit) => (n >> bit) & 1).join(' ');
  return rawPost(
    '/graphql',
    {
      query: `query Q${n} { compositeLicense(number: "${hub.demoLicense}") { n${n}: number
        subPermits { __typename ${some} ... on FoodPermit { f${n}: validTo } ... on HealthPermit { freshness { state } } } } }`,
    },
    { authorization: `Bearer ${token}` },
  );
}

function mb(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}

function residentBytes(pid: number): number {
  const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) * 1_024;
}
