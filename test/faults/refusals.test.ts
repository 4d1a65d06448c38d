import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FreshnessReason } from '../../subgraphs/domain/freshness.ts';
import { eventually } from '../support/eventually.ts';
import type { HttpAnswer } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import { askLicence, DEPARTMENTS, untilLive } from '../support/licence-answer.ts';
import { postgresError } from '../../adapters/sdk/conformance/wire/postgres-wire-proxy.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';

/** R07: statuses that refuse, and what they ask for. */
const HTTP_DEPARTMENTS = ['food', 'health', 'tobacco'] as const;
const ASK_EVERY_MS = 150;
/** A restarted system resets every kept connection at once, ten at most. */
const MOST_SAVED_RESENDS = 10;

let proxied: ProxiedHub;

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
  for (const code of DEPARTMENTS) proxied.wires[code].log.reset();
});

function status(code: number, headers: Record<string, string> = {}): HttpAnswer {
  return {
    status: code,
    headers: { 'content-type': 'text/plain', ...headers },
    body: Buffer.from('upstream says no'),
  };
}

describe.each<[status: number, reason: FreshnessReason]>([
  [400, 'REJECTED'],
  [401, 'REJECTED'],
  [403, 'REJECTED'],
  [404, 'REJECTED'],
  [500, 'REJECTED'],
  [502, 'UNREACHABLE'],
  [503, 'UNREACHABLE'],
  [504, 'UNREACHABLE'],
  [429, 'THROTTLED'],
])('HTTP %i', (code, reason) => {
  test.each(HTTP_DEPARTMENTS)(`%s: ${reason}, asked once, not again`, async (department) => {
    proxied.wires[department].instead = () => status(code);
    const answer = await askLicence(proxied.hub);
    expect(answer.answer.errors).toBeUndefined();
    expect(answer.permit(department)).toMatchObject({
      status: 'VALID',
      freshness: { state: 'STALE', reason },
    });
    expect(proxied.wires[department].log.calls).toHaveLength(1);
  });
});

describe.each<[status: number, reason: FreshnessReason]>([
  [503, 'UNREACHABLE'],
  [429, 'THROTTLED'],
])('HTTP %i with Retry-After: 2', (code, reason) => {
  test.each(HTTP_DEPARTMENTS)(
    '%s is left alone for two seconds however often it is asked for, then live',
    async (department) => {
      const { hub, wires } = proxied;
      const { log } = wires[department];
      wires[department].instead = () => status(code, { 'retry-after': '2' });
      expect((await askLicence(hub)).permit(department).freshness.reason).toBe(reason);
      const refusedAt = log.calls[0]?.endedAt ?? 0;
      wires[department].instead = undefined;
      let asked = 0;
      await eventually(
        async () => {
          const answer = await askLicence(hub);
          asked += 1;
          expect(answer.ms).toBeLessThan(1_200);
          const { freshness } = answer.permit(department);
          if (freshness.state === 'STALE') expect(freshness.reason).toBe(reason);
          expect(freshness.state).toBe('LIVE');
        },
        5_000,
        ASK_EVERY_MS,
      );
      expect(asked).toBeGreaterThan(3);
      expect((log.calls[1]?.at ?? 0) - refusedAt).toBeGreaterThan(1_990);
      expect((log.calls[1]?.at ?? 0) - refusedAt).toBeLessThan(3_500);
    },
  );
});

test('a Retry-After that nobody can wait for does not shut a department out for longer than a minute', async () => {
  const { hub, wires } = proxied;
  wires.health.instead = () => status(503, { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' });
  expect((await askLicence(hub)).permit('health').freshness.reason).toBe('UNREACHABLE');
  wires.health.instead = undefined;
  await untilLive(hub);
});

test('of reads whose connection is lost, a tenth is sent again beside what was saved up, none more than once', async () => {
  const { hub, wires } = proxied;
  const { log } = wires.health;
  const onlyHealth = `query ($number: ID!) {
    compositeLicense(number: $number) { subPermits { ... on HealthPermit { freshness { state } } } } }`;
  const reads = 300;
  let turn = 0;
  wires.health.instead = () => (turn++ % 2 === 0 ? { bytes: Buffer.alloc(0), then: 'reset' } : undefined);
  let live = 0;
  for (let read = 0; read < reads; read += 1) {
    const before = log.calls.length;
    const answer = await hub.ask(onlyHealth, { number: hub.demoLicense });
    expect(answer.errors).toBeUndefined();
    if (JSON.stringify(answer.data).includes('LIVE')) live += 1;
    expect(log.calls.length - before).toBeLessThanOrEqual(2);
  }
  console.log(JSON.stringify({ test: 'R07', reads, calls: log.calls.length, live }));
  // The first resends cure, and then the budget holds.
  expect(log.calls.length).toBeGreaterThan(reads);
  expect(log.calls.length).toBeLessThanOrEqual(reads + reads / 10 + MOST_SAVED_RESENDS);
});

describe.each<[state: string, reason: FreshnessReason]>([
  ['53300', 'THROTTLED'], // too_many_connections
  ['57P03', 'UNREACHABLE'], // cannot_connect_now
  ['57014', 'TIMEOUT'], // query_canceled
  ['42P01', 'BAD_DATA'], // undefined_table: the view has changed
  ['42501', 'REJECTED'], // insufficient_privilege
  ['XX000', 'REJECTED'], // internal_error
])('culture answers SQLSTATE %s', (state, reason) => {
  test(`${reason}, asked once`, async () => {
    const { hub, wires } = proxied;
    wires.culture.tamper = () => ({ bytes: postgresError(state, 'upstream says no') });
    const answer = await askLicence(hub);
    expect(answer.answer.errors).toBeUndefined();
    expect(answer.permit('culture')).toMatchObject({
      status: 'VALID',
      freshness: { state: 'STALE', reason },
    });
    expect(wires.culture.log.calls).toHaveLength(1);
  });
});
