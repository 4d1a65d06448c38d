import { setTimeout as pace } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { askLicence, DEPARTMENTS, type Department, untilLive } from '../support/licence-answer.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';

/** R01 and R13: one department dead; what it costs the others, and how it comes back. */
const ANSWER_WITHIN_MS = 1_200;
const MOST_ADDED_MS = 10;
const LIVE_AGAIN_WITHIN_MS = 5_000;
const SAMPLES = 15;
/** Tobacco takes ten calls a second: asked nearly as often, the measurement would be one of waiting for a turn. */
const PACE_MS = 140;

let proxied: ProxiedHub;
let healthyMs: number;

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [0, 0] });
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
});

async function medianMs(): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const [{ ms }] = await Promise.all([askLicence(proxied.hub), pace(PACE_MS)]);
    times.push(ms);
  }
  return times.sort((a, b) => a - b)[Math.floor(SAMPLES / 2)] as number;
}

/** The least of a few medians: whatever else the machine does adds to a time, and never takes from it. */
async function leastMedianMs(goodEnough: number): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < 3 && least >= goodEnough; attempt += 1) {
    least = Math.min(least, await medianMs());
  }
  return least;
}

async function openBreakers(codes: readonly Department[]): Promise<void> {
  for (const code of codes) await proxied.hub.control('PUT', `${code}/fault`, { mode: 'down' });
  for (let failure = 1; failure <= 5; failure += 1) {
    const answer = await askLicence(proxied.hub);
    expect(answer.ms).toBeLessThan(ANSWER_WITHIN_MS);
    for (const code of codes) {
      expect(answer.permit(code).freshness).toMatchObject({ state: 'STALE', asOf: expect.any(String) });
      expect(answer.permit(code).freshness.reason).not.toBe('CIRCUIT_OPEN');
    }
  }
}

test('the usual time of an answer, everything healthy', async () => {
  // The first samples warm connections and code.
  await medianMs();
  healthyMs = await medianMs();
  expect(healthyMs).toBeLessThan(100);
});

describe.each(DEPARTMENTS)('%s dead', (code) => {
  test('after five failures nobody waits for it: it adds at most 10 ms, and the other three stay live', async () => {
    await openBreakers([code]);
    const { log } = proxied.wires[code];
    log.reset();
    const answer = await askLicence(proxied.hub);
    expect(answer.permit(code).freshness).toMatchObject({ state: 'STALE', reason: 'CIRCUIT_OPEN' });
    for (const other of DEPARTMENTS) {
      if (other !== code) expect(answer.permit(other).freshness.state).toBe('LIVE');
    }
    const measuring = performance.now();
    const openMs = await leastMedianMs(healthyMs + MOST_ADDED_MS);
    const seconds = Math.ceil((performance.now() - measuring) / 1_000);
    console.log(
      JSON.stringify({ test: 'R01', dead: code, healthyMs: round(healthyMs), openMs: round(openMs) }),
    );
    expect(openMs).toBeLessThan(healthyMs + MOST_ADDED_MS);
    // Nobody but the probes has knocked: at most one a second, each tried twice at most.
    expect(log.calls.length).toBeLessThanOrEqual(2 * (seconds + 1));
  });
});

test('the dead are probed by one call at a time however many ask, and are live within 5 s of their recovery', async () => {
  const { hub, wires } = proxied;
  await openBreakers(DEPARTMENTS);
  // From here on every probe hangs until its budget is spent: were there two at a time, they would be seen.
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/fault`, { mode: 'hang' });
  for (const code of DEPARTMENTS) {
    await eventually(() => expect(wires[code].log.inFlight).toBe(0));
    wires[code].log.reset();
  }
  await eventually(async () => {
    await Promise.all(Array.from({ length: 20 }, () => askLicence(hub)));
    for (const code of DEPARTMENTS) expect(wires[code].log.calls.length).toBeGreaterThanOrEqual(2);
  }, 10_000);
  for (const code of DEPARTMENTS) expect(wires[code].log.mostInFlight).toBe(1);
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/fault`, { mode: 'none' });
  const healed = performance.now();
  const liveAgainMs: Partial<Record<Department, number>> = {};
  await eventually(
    async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => askLicence(hub)));
      for (const code of DEPARTMENTS) {
        const isLive = answers.every((answer) => answer.permit(code).freshness.state === 'LIVE');
        if (isLive) liveAgainMs[code] ??= round(performance.now() - healed);
      }
      expect(Object.keys(liveAgainMs)).toHaveLength(4);
    },
    LIVE_AGAIN_WITHIN_MS,
    150,
  );
  console.log(JSON.stringify({ test: 'R13', liveAgainMs }));
  // Back, and nobody has been trampled: one call carried all who asked at once.
  for (const code of DEPARTMENTS) expect(wires[code].log.mostInFlight).toBe(1);
});

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
