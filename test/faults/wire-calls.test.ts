import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  askLicence,
  askLicences,
  DEPARTMENTS,
  type Department,
  type ShownLicence,
} from '../support/licence-answer.ts';
import { startHub, type RunningHub } from '../support/running-hub.ts';
import { eventually } from '../support/eventually.ts';

/** Calls that a department may have in flight, each with one permit, before numbers begin to gather. */
const MOST_AT_ONCE = 10;

/** How often departments are asked, by their own count. */
interface Stats {
  requests: number;
  keys: number;
  other: number;
}

let hub: RunningHub;
let wuhai: ShownLicence[];

beforeAll(async () => {
  hub = await startHub();
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
  wuhai = await askLicences(hub, { regionCode: '150300' }, 100);
});
afterAll(() => hub?.stop());
beforeEach(async () => {
  // A second without calls: every rate is whole again.
  await rested();
  for (const code of DEPARTMENTS) await hub.control('DELETE', `${code}/stats`);
});

const stats = (code: Department) => hub.control<Stats>('GET', `${code}/stats`);

async function rested(): Promise<void> {
  let last = JSON.stringify(await Promise.all(DEPARTMENTS.map(stats)));
  let since = performance.now();
  await eventually(
    async () => {
      const now = JSON.stringify(await Promise.all(DEPARTMENTS.map(stats)));
      if (now !== last) {
        last = now;
        since = performance.now();
      }
      expect(performance.now() - since).toBeGreaterThan(1_100);
    },
    10_000,
    100,
  );
}

function permitsOf(licences: readonly ShownLicence[], code: string): Set<string> {
  return new Set(
    licences.flatMap(({ subPermits }) =>
      subPermits.filter(({ department }) => department.code === code).map(({ number }) => number),
    ),
  );
}

test('the demo licence: one call of one permit to each of its four departments', async () => {
  await askLicence(hub);
  for (const code of DEPARTMENTS) expect(await stats(code)).toMatchObject({ requests: 1, keys: 1 });
});

test('a licence with both food permits asks the food department once, for both', async () => {
  const { data } = await hub.ask<{
    licenses: { edges: { node: { number: string; subPermits: { department: { code: string } }[] } }[] };
  }>(
    `{ licenses(first: 100, filter: { regionCode: "150300", industryCode: "WH-01" }) {
      edges { node { number subPermits { department { code } } } } } }`,
  );
  const both = data?.licenses.edges.find(
    ({ node }) => node.subPermits.filter(({ department }) => department.code === 'food').length === 2,
  );
  if (!both) throw new Error('no supermarket in Wuhai has both food permits');
  // Numbers and departments are issuance's own: that list has asked nobody.
  expect(await stats('food')).toEqual({ requests: 0, keys: 0, other: 0 });
  const { licence } = await askLicence(hub, both.node.number);
  expect(licence.subPermits.filter(({ department }) => department.code === 'food')).toHaveLength(2);
  expect(await stats('food')).toMatchObject({ requests: 1, keys: 2 });
  expect(licence.freshness.state).toBe('LIVE');
});

test('fifty licences: at most four calls a department, every permit asked for once and answered live', async () => {
  const page = await askLicences(hub, { regionCode: '150300' }, 50);
  expect(page).toHaveLength(50);
  for (const code of DEPARTMENTS) {
    const { requests, keys } = await stats(code);
    expect(requests).toBeLessThanOrEqual(4);
    expect(keys).toBe(permitsOf(page, code).size);
  }
  expect(page.filter(({ freshness }) => freshness.state !== 'LIVE')).toEqual([]);
});

test('fifty licences asked for one by one at the same time: their permits travel together too', async () => {
  const numbers = wuhai.slice(0, 50).map(({ number }) => number);
  // Slow enough that a machine with other work brings them all to the door before the first calls are back.
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/settings`, { latencyMs: [200, 200] });
  const answers = await Promise.all(numbers.map((number) => askLicence(hub, number)));
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
  for (const code of DEPARTMENTS) {
    const { requests, keys } = await stats(code);
    const permits = permitsOf(
      answers.map(({ licence }) => licence),
      code,
    );
    expect(keys).toBe(permits.size);
    expect(requests).toBeLessThanOrEqual(Math.max(2 * MOST_AT_ONCE, permits.size / 2));
  }
});

test('a licence asked for under several names in one operation is asked for once at its departments', async () => {
  const part = 'subPermits { status freshness { state } }';
  const { data } = await hub.ask(
    `query ($n: ID!) { a: compositeLicense(number: $n) { ${part} } b: compositeLicense(number: $n) { status ${part} } }`,
    { n: hub.demoLicense },
  );
  expect(JSON.stringify(data).match(/LIVE/g)).toHaveLength(8);
  for (const code of DEPARTMENTS) expect(await stats(code)).toMatchObject({ requests: 1, keys: 1 });
});

describe('no department is asked', () => {
  test('for what issuance knows by itself', async () => {
    await hub.ask(
      `query ($n: ID!) { compositeLicense(number: $n) { number holder { name } subPermits { number } } }`,
      {
        n: hub.demoLicense,
      },
    );
    for (const code of DEPARTMENTS) expect(await stats(code)).toEqual({ requests: 0, keys: 0, other: 0 });
  });

  test('whose permits the operation does not name', async () => {
    await hub.ask(
      `query ($n: ID!) { compositeLicense(number: $n) { subPermits { ... on HealthPermit { status } } } }`,
      { n: hub.demoLicense },
    );
    for (const code of DEPARTMENTS) {
      expect((await stats(code)).requests).toBe(code === 'health' ? 1 : 0);
    }
  });

  test('for a licence that does not exist', async () => {
    const { errors } = await hub.ask(
      `{ compositeLicense(number: "YZ-410200-2026-999999") { subPermits { status } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('LICENSE_NOT_FOUND');
    for (const code of DEPARTMENTS) expect(await stats(code)).toEqual({ requests: 0, keys: 0, other: 0 });
  });
});
