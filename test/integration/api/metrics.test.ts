import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { exchange, expectRefusal } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';
import { scrapeMetrics } from '../../support/scraped-metrics.ts';
import { readProjectFile, tableRows } from '../../unit/docs/markdown.ts';

const METRICS_TOKEN = 'a-token-for-prometheus-alone';
const ONE =
  'query One($number: ID!) { compositeLicense(number: $number) { number subPermits { number freshness { state reason } } } }';
const DEPARTMENTS = ['food', 'health', 'culture', 'tobacco'];

let hub: RunningHub;
beforeAll(async () => {
  hub = await startHub({ environment: { METRICS_TOKEN } });
}, 60_000);
afterAll(() => hub.stop());
beforeEach(() => hub.heal());

const askOne = () => hub.ask(ONE, { number: hub.demoLicense });

describe('/metrics', () => {
  test('counts wire calls and their keys as the departments count them', async () => {
    const before = await scrapeMetrics(hub);
    for (let n = 0; n < 5; n += 1) await askOne();
    const after = await scrapeMetrics(hub);
    for (const department of DEPARTMENTS) {
      const { requests, keys } = await hub.control<{ requests: number; keys: number }>(
        'GET',
        `${department}/stats`,
      );
      const rise = (name: string, labels = {}) =>
        after.value(name, { department, ...labels }) - before.value(name, { department, ...labels });
      expect({
        department,
        requests: rise('hub_department_wire_calls_total', { kind: 'read', outcome: 'OK' }),
        keys: rise('hub_department_keys_total'),
        timed: rise('hub_department_latency_seconds_count'),
        live: rise('hub_permits_shown_total', { state: 'LIVE', reason: '' }),
      }).toEqual({ department, requests, keys, timed: requests, live: 5 });
      expect(rise('hub_department_latency_seconds_sum')).toBeGreaterThan(0);
    }
    expect(
      after.value('hub_request_duration_seconds_count', { outcome: 'OK' }) -
        before.value('hub_request_duration_seconds_count', { outcome: 'OK' }),
    ).toBe(5);
    expect(
      after.value('hub_subgraph_duration_seconds_count', { subgraph: 'food', outcome: 'OK' }),
    ).toBeGreaterThan(0);
  });

  test('tells a department that is down by reason and breaker, and that it is back', async () => {
    await hub.control('PUT', 'tobacco/fault', { mode: 'down' });
    for (let n = 0; n < 7; n += 1) await askOne();
    const down = await scrapeMetrics(hub);
    const department = 'tobacco';
    expect(down.value('hub_department_circuit_open', { department })).toBe(1);
    expect(down.value('hub_department_circuit_open', { department: 'food' })).toBe(0);
    expect(
      down.value('hub_department_wire_calls_total', { department, kind: 'read', outcome: 'UNREACHABLE' }),
    ).toBeGreaterThanOrEqual(5);
    expect(down.value('hub_permits_shown_total', { department, state: 'STALE', reason: 'UNREACHABLE' })).toBe(
      5,
    );
    expect(
      down.value('hub_permits_shown_total', { department, state: 'STALE', reason: 'CIRCUIT_OPEN' }),
    ).toBe(2);
    await hub.heal();
    await eventually(async () => {
      await askOne();
      const { value } = await scrapeMetrics(hub);
      expect(value('hub_department_circuit_open', { department })).toBe(0);
    });
  });

  test('counts requests by outcome, and what was refused because of a limit', async () => {
    const before = await scrapeMetrics(hub);
    await hub.ask('{ licenses(first: 0) { totalCount } }');
    await hub.ask(ONE, { number: hub.demoLicense }, { token: null });
    await hub.ask(`{ ${Array.from({ length: 16 }, (_, n) => `a${n}: __typename`).join(' ')} }`);
    await hub.ask('{ nonsense }');
    await exchange(`${hub.gateway}/graphql`, {
      body: 'x'.repeat(300_000),
      headers: { 'content-type': 'application/json' },
    });
    const after = await scrapeMetrics(hub);
    const rise = (name: string, labels: Record<string, string>) =>
      after.value(name, labels) - before.value(name, labels);
    for (const outcome of [
      'BAD_PAGE_SIZE',
      'UNAUTHENTICATED',
      'LIMIT_ALIASES',
      'GRAPHQL_VALIDATION_FAILED',
      'BODY_TOO_LARGE',
    ]) {
      expect([outcome, rise('hub_request_duration_seconds_count', { outcome })]).toEqual([outcome, 1]);
    }
    expect(rise('hub_limits_refused_total', { limit: 'aliases' })).toBe(1);
    expect(rise('hub_limits_refused_total', { limit: 'body' })).toBe(1);
    expect(after.value('hub_requests_in_flight')).toBe(0);
  });

  test('shows the process: event loop, memory, time', async () => {
    const { types } = await scrapeMetrics(hub);
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
    ]) {
      expect(types.has(name)).toBe(true);
    }
  });

  test('holds no personal data, and nothing that a client could make up', async () => {
    const token = await hub.token({
      role: 'applicant',
      id: '110105194912310021',
      uscc: '91110105194912310X',
    });
    for (const [name, number] of [
      ['Q110105194912310021', '110105194912310021'],
      ['张三', 'YZ-410200-2026-888888'],
    ] as const) {
      await hub.ask(
        `query ${/^\w+$/.test(name) ? name : ''} { compositeLicense(number: "${number}") { number } }`,
        {},
        { token },
      );
    }
    const { text } = await scrapeMetrics(hub);
    expect(text).not.toMatch(/110105|张三|888888|applicant/);
  });

  test('is what docs/observability.md says it is', async () => {
    await hub.ask('{ licenses(first: 0) { totalCount } }');
    const scraped = await scrapeMetrics(hub);
    const found = [...scraped.types]
      .filter(([name]) => name.startsWith('hub_'))
      .map(([name, type]) => [name, type, scraped.labelsOf(name).sort().join(' ')])
      .sort();
    const documented = tableRows(readProjectFile('docs/observability.md'))
      .filter(([cell = '']) => cell.startsWith('`hub_'))
      .map(([name = '', type = '', labels = '']) => [
        name.replaceAll('`', ''),
        type,
        [...labels.matchAll(/`(\w+)`/g)]
          .map(([, label]) => label)
          .sort()
          .join(' '),
      ])
      .sort();
    expect(found).toEqual(documented);
  });

  test.each<[string, () => Promise<Record<string, string>>, number]>([
    ['whoever asks on this machine', () => Promise.resolve({}), 200],
    [
      'whoever a proxy on this machine passes on',
      () => Promise.resolve({ 'x-forwarded-for': '192.0.2.7' }),
      401,
    ],
    [
      'the same with the token for it',
      () => Promise.resolve({ via: '1.1 proxy', authorization: `Bearer ${METRICS_TOKEN}` }),
      200,
    ],
    [
      'the same with another',
      () => Promise.resolve({ via: '1.1 proxy', authorization: `Bearer ${METRICS_TOKEN}x` }),
      401,
    ],
    [
      'a service',
      async () => ({ via: '1.1 proxy', authorization: `Bearer ${await hub.token({ role: 'service' })}` }),
      200,
    ],
    [
      'a regulator',
      async () => ({ via: '1.1 proxy', authorization: `Bearer ${await hub.token({ role: 'regulator' })}` }),
      401,
    ],
  ])('is for %s: %#', async (_, headers, status) => {
    const answer = await exchange(`${hub.gateway}/metrics`, { method: 'GET', headers: await headers() });
    expect(answer.status).toBe(status);
    if (status === 401) {
      expectRefusal(answer, { status, code: 'UNAUTHENTICATED' });
      expect(answer.text).not.toContain('hub_');
    }
  });

  test('is read, not written', async () => {
    expectRefusal(await exchange(`${hub.gateway}/metrics`), { status: 405, code: 'METHOD_NOT_ALLOWED' });
  });
});
