/** 500 reloads of the supergraph, one each 100 ms at most, under load: no request fails and no memory is kept. */
import { rmSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { join } from 'node:path';
import { inspectMemory } from '../support/inspected-memory.ts';
import { startClosedLoad } from '../support/load.ts';
import { rawPost } from '../support/raw-connection.ts';
import { rewrittenSupergraph } from '../support/rewritten-supergraph.ts';
import { createDataFolder, startHub } from '../support/running-hub.ts';

const RELOADS = Number(process.argv[2] ?? 500);
const EVERY_MS = 100;
const CALLERS = 8;
/** Caches fill and code is compiled in the first tenth; what grows after it grows without end. */
const WARM_UP = RELOADS / 10;
const MOST_GROWTH_MB = 8;

const folder = createDataFolder();
const supergraph = rewrittenSupergraph(join(folder, 'supergraph.graphql'));
const hub = await startHub({
  dataFolder: folder,
  environment: { SUPERGRAPH_FILE: supergraph.file, NODE_OPTIONS: '--inspect=127.0.0.1:0' },
});
const memory = await inspectMemory(hub.output());
const token = await hub.token({ role: 'service' });
const failures = new Map<string, number>();
let answered = 0;
const load = startClosedLoad({
  origin: hub.gateway,
  callers: CALLERS,
  request: rawPost(
    '/graphql',
    { query: `{ compositeLicense(number: "${hub.demoLicense}") { status subPermits { status } } }` },
    { authorization: `Bearer ${token}` },
  ),
  heard({ status, body }) {
    answered += 1;
    if (status !== 200 || body.includes('"errors"')) count(`${status} ${body.slice(0, 200)}`);
  },
  broken: ({ message }) => count(message),
});

const heapMb: number[] = [];
for (let reload = 1; reload <= RELOADS; reload += 1) {
  const begun = performance.now();
  supergraph.replace();
  while ((await health()).reloads < reload) await after(10);
  await after(Math.max(0, EVERY_MS - (performance.now() - begun)));
  if (reload % WARM_UP === 0) {
    heapMb.push(Math.round(((await memory.heapAfterGc()) / 1_048_576) * 10) / 10);
    console.log(JSON.stringify({ reload, heapMb: heapMb.at(-1), answered, failed: failures.size }));
  }
}
await load.stop();
memory.close();
await hub.stop();
rmSync(folder, { recursive: true, force: true });

const growthMb = Math.round(((heapMb.at(-1) ?? 0) - (heapMb[0] ?? 0)) * 10) / 10;
const holds = failures.size === 0 && growthMb <= MOST_GROWTH_MB;
console.log(
  JSON.stringify({
    check: 'supergraph-reload',
    reloads: RELOADS,
    answered,
    failures: Object.fromEntries(failures),
    heapMb,
    growthMb,
    holds,
  }),
);
process.exit(holds ? 0 : 1);

function count(failure: string): void {
  failures.set(failure, (failures.get(failure) ?? 0) + 1);
}

async function health(): Promise<{ reloads: number }> {
  const { supergraph: state } = (await (await fetch(`${hub.gateway}/health`)).json()) as {
    supergraph: { reloads: number };
  };
  return state;
}
