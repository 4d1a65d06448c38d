import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { askLicence, DEPARTMENTS, untilLive, type Department } from '../support/licence-answer.ts';
import { SIGN_IN } from '../../adapters/sdk/conformance/wire/postgres-wire-proxy.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';
import type { WireCall } from '../../adapters/sdk/conformance/wire/wire-log.ts';

/** R14, and clients that leave. */
const READERS = 1_000;
const WARM_UP_WAVES = 10;
const CALL_MS = 200;
const SLOW_MS = 500;
const PERMITS = `query ($number: ID!) {
  compositeLicense(number: $number) { subPermits { status freshness { state } } } }`;

interface Data {
  compositeLicense: { subPermits: { status: string; freshness: { state: string } }[] } | null;
}

let proxied: ProxiedHub;

beforeAll(async () => {
  proxied = await startProxiedHub();
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await setLatency(1);
  await untilLive(proxied.hub);
  for (const code of DEPARTMENTS) proxied.wires[code].log.reset();
});

async function setLatency(ms: number): Promise<void> {
  for (const code of DEPARTMENTS) {
    await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [ms, ms] });
  }
}

function readsOf(code: Department): WireCall[] {
  return proxied.wires[code].log.calls.filter(({ asked }) => asked !== SIGN_IN);
}

test('a thousand readers of one licence: at most one call in flight for each of its permits, whoever is answered is answered live', async () => {
  const { hub, wires } = proxied;
  const ask = (readers: number) =>
    Promise.all(Array.from({ length: readers }, () => hub.ask<Data>(PERMITS, { number: hub.demoLicense })));
  // A hub that has just started runs its code at a fraction of its speed.
  for (let wave = 0; wave < WARM_UP_WAVES; wave += 1) await ask(100);
  await setLatency(CALL_MS);
  for (const code of DEPARTMENTS) wires[code].log.reset();
  const begun = performance.now();
  const readers = await ask(READERS);
  const tookMs = performance.now() - begun;
  const calls = Object.fromEntries(DEPARTMENTS.map((code) => [code, readsOf(code).length]));
  const answered = readers.filter(({ data }) => data?.compositeLicense);
  for (const { data, errors } of answered) {
    expect(errors).toBeUndefined();
    const states = data?.compositeLicense?.subPermits.map(({ status, freshness }) => [
      status,
      freshness.state,
    ]);
    expect(states).toEqual(Array(4).fill(['VALID', 'LIVE']));
  }
  // A thousand at once may be more than the machine can bear; then some are refused, typed and early.
  for (const { status, errors } of readers.filter(({ data }) => !data?.compositeLicense)) {
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'OVERLOADED']);
  }
  console.log(
    JSON.stringify({
      test: 'R14',
      readers: READERS,
      live: answered.length,
      tookMs: Math.round(tookMs),
      calls,
    }),
  );
  expect(answered.length).toBeGreaterThan(READERS / 10);
  for (const code of DEPARTMENTS) {
    expect(wires[code].log.mostInFlight).toBe(1);
    // One after the other over the time that it all took, each with all who came meanwhile.
    expect(calls[code]).toBeLessThanOrEqual(Math.ceil(tookMs / CALL_MS) + 1);
  }
});

describe.each(DEPARTMENTS)('%s is slow', (code) => {
  test('when its only reader leaves, the call is ended at the department’s door', async () => {
    const { hub, wires } = proxied;
    await hub.control('PUT', `${code}/settings`, { latencyMs: [SLOW_MS, SLOW_MS] });
    const leaver = new AbortController();
    const asking = fetchLicence(leaver.signal);
    const call = await wires[code].log.call(1);
    leaver.abort();
    const leftAt = performance.now();
    await expect(asking).rejects.toThrow();
    await eventually(() => expect(call.endedAt).toBeDefined(), 1_000, 5);
    expect(call.left).toBe(true);
    expect((call.endedAt ?? 0) - leftAt).toBeLessThan(200);
    // Nothing of it counts against the department, nor keeps a place.
    await hub.control('PUT', `${code}/settings`, { latencyMs: [1, 1] });
    expect((await askLicence(hub)).permit(code).freshness.state).toBe('LIVE');
  });

  test('when one of several readers leaves, the others get the answer of the same call', async () => {
    const { hub, wires } = proxied;
    await hub.control('PUT', `${code}/settings`, { latencyMs: [SLOW_MS, SLOW_MS] });
    const leaver = new AbortController();
    const leaving = fetchLicence(leaver.signal);
    const call = await wires[code].log.call(1);
    const other = wires[code === 'food' ? 'health' : 'food'].log;
    await other.call(1);
    await eventually(() => expect(other.inFlight).toBe(0), 1_000, 5);
    const staying = askLicence(hub);
    // It asks all its departments in the same moment: once another has been asked again, it waits here too.
    await other.call(2);
    leaver.abort();
    await expect(leaving).rejects.toThrow();
    const answer = await staying;
    expect(answer.permit(code).freshness.state).toBe('LIVE');
    expect(call.left).toBe(false);
    expect(readsOf(code)).toHaveLength(1);
  });
});

async function fetchLicence(signal: AbortSignal): Promise<unknown> {
  const { hub } = proxied;
  const token = await hub.token({ role: 'service' });
  const response = await fetch(`${hub.gateway}/graphql`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `{ compositeLicense(number: "${hub.demoLicense}") { subPermits { status } } }`,
    }),
  });
  return response.json();
}
