/**
 * R50: an open model of independent callers at 1, 2, 5 and 10 times what the hub can carry. What is too much is refused
 * early and cheaply, at least 80 % of the peak is served on, and the hub is itself again within 5 s.
 * Arguments: seconds of each step (60).
 */
import { setTimeout as after } from 'node:timers/promises';
import { startClosedLoad, startOpenLoad, type LoadOptions } from '../support/load.ts';
import { rawPost } from '../support/raw-connection.ts';
import { startHub } from '../support/running-hub.ts';

const SECONDS = Number(process.argv[2] ?? 60);
const WARM_UP_SECONDS = 10;
const CALLERS = 64;
const MOST_CONNECTIONS = 1_000;
const RECOVERED_WITHIN_MS = 5_000;
const LEAST_GOODPUT = 0.8;
const SLOWEST_REFUSAL_MS = 50;

interface Step {
  goodputRps: number;
  offeredRps: number;
  refusedRps: number;
  p50Ms: number;
  p99Ms: number;
  /** Of refusals, by what the hub took: the generator's own lateness is not the hub's. */
  refusalP99Ms: number;
  /** Neither an answer nor a typed refusal. */
  other: Record<string, number>;
}

const hub = await startHub({ environment: { LIMITS: 'off' } });
const token = await hub.token({ role: 'service' });
const request = rawPost(
  '/graphql',
  {
    query:
      'query ($number: ID!) { compositeLicense(number: $number) { number status version subPermits { number status freshness { state } } } }',
    variables: { number: hub.demoLicense },
  },
  { authorization: `Bearer ${token}` },
);

/** What comes back from a load, from now on. */
function measure() {
  const served: number[] = [];
  const refusals: number[] = [];
  const other = new Map<string, number>();
  const count = (what: string) => other.set(what, (other.get(what) ?? 0) + 1);
  const begun = performance.now();
  const options: LoadOptions = {
    origin: hub.gateway,
    request,
    heard({ status, body, tookMs }, sinceDueMs) {
      if (status === 200 && body.includes('"LIVE"') && !body.includes('"errors"')) served.push(sinceDueMs);
      else if (status === 503 && body.includes('"OVERLOADED"')) refusals.push(tookMs);
      else
        count(
          `${status} ${/"code":"(\w+)"|"state":"(STALE|UNAVAILABLE)"/.exec(body)?.slice(1).join('') ?? ''}`,
        );
    },
    broken: ({ message }) => count(message),
  };
  return {
    options,
    served,
    refusals,
    result(): Step {
      const seconds = (performance.now() - begun) / 1_000;
      const otherCount = [...other.values()].reduce((sum, n) => sum + n, 0);
      return {
        goodputRps: Math.round(served.length / seconds),
        offeredRps: Math.round((served.length + refusals.length + otherCount) / seconds),
        refusedRps: Math.round(refusals.length / seconds),
        p50Ms: quantile(served, 0.5),
        p99Ms: quantile(served, 0.99),
        refusalP99Ms: quantile(refusals, 0.99),
        other: Object.fromEntries(other),
      };
    },
  };
}

async function closed(callers: number, seconds: number): Promise<Step> {
  const measured = measure();
  const load = startClosedLoad({ ...measured.options, callers });
  await after(seconds * 1_000);
  const result = measured.result();
  await load.stop();
  return result;
}

async function open(perSecond: number, seconds: number): Promise<Step> {
  const measured = measure();
  const load = startOpenLoad({ ...measured.options, perSecond, mostConnections: MOST_CONNECTIONS });
  await after(seconds * 1_000);
  const result = measured.result();
  await load.stop();
  return result;
}

/** Milliseconds until a whole second of half the peak was served, none refused, in a promised second. */
async function recovery(perSecond: number): Promise<number> {
  const begun = performance.now();
  while (performance.now() - begun < 20_000) {
    const from = performance.now() - begun;
    const { refusedRps, p99Ms, other } = await open(perSecond, 1);
    if (refusedRps === 0 && p99Ms <= 1_000 && Object.keys(other).length === 0) return Math.round(from);
  }
  return Infinity;
}

console.log(JSON.stringify({ step: 'warm-up', ...(await closed(CALLERS, WARM_UP_SECONDS)) }));
let peak: Step | undefined;
for (const callers of [CALLERS, 2 * CALLERS, 4 * CALLERS]) {
  const step = await closed(callers, Math.max(5, SECONDS / 6));
  console.log(JSON.stringify({ step: `${callers} callers`, ...step }));
  if (step.goodputRps > (peak?.goodputRps ?? 0)) peak = step;
}
const peakRps = peak?.goodputRps ?? 0;
const steps: Record<number, Step> = {};
for (const times of [1, 2, 5, 10]) {
  steps[times] = await open(peakRps * times, SECONDS);
  console.log(JSON.stringify({ step: `${times}x`, ...steps[times] }));
}
const recoveredMs = await recovery(peakRps / 2);
const ten = steps[10] as Step;
const alive = (await fetch(`${hub.gateway}/health`)).status === 200;
await hub.stop();

const goodput = Math.round((ten.goodputRps / peakRps) * 100) / 100;
const holds =
  alive &&
  goodput >= LEAST_GOODPUT &&
  ten.refusalP99Ms <= SLOWEST_REFUSAL_MS &&
  recoveredMs <= RECOVERED_WITHIN_MS &&
  Object.values(steps).every(({ other }) => Object.keys(other).length === 0);
console.log(
  JSON.stringify({
    check: 'overload',
    peakRps: peakRps,
    goodputAt10x: goodput,
    refusalP99Ms: ten.refusalP99Ms,
    p99At1xMs: steps[1]?.p99Ms,
    p99At10xMs: ten.p99Ms,
    recoveredMs,
    holds,
  }),
);
process.exit(holds ? 0 : 1);

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
}
