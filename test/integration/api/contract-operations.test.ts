import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const FIXTURES = new URL('../../fixtures/contract/', import.meta.url);
const SCHEMA = new URL('../../../schema/', import.meta.url);
const operation = (name: string) => readFileSync(new URL(`${name}.graphql`, FIXTURES), 'utf8');
const COMPOSITE_LICENSE = operation('compositeLicense');
const LICENSES = operation('licenses');

const PERMIT_STATUSES =
  'VALID RENEWAL_PENDING SUSPENDED EXPIRED LAPSED WITHDRAWN RESCINDED CANCELLED REVOKED UNKNOWN'.split(' ');
const OWN_FIELD: Readonly<Record<string, string>> = {
  FoodPermit: 'businessForm',
  HealthPermit: 'hygieneCategory',
  CulturePermit: 'venueType',
  TobaccoPermit: 'holderNature',
};

interface Permit extends Record<string, unknown> {
  __typename: string;
  department: { code: string };
  status: string;
  validTo: string | null;
  scope: string[] | null;
  freshness: { state: string; asOf: string; reason: string | null };
}

interface Licence {
  number: string;
  version: number;
  status: string;
  industry: { code: string; name: string };
  holder: { uscc: string; name: string };
  premises: { regionCode: string; address: string };
  issuer: { name: string };
  issuedAt: string;
  subPermits: Permit[];
}

interface Page {
  licenses: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { cursor: string; node: Licence }[];
  };
}

let hub: RunningHub;
beforeAll(async () => {
  hub = await startHub();
}, 60_000);
afterAll(() => hub.stop());

describe('the operations of the contract', () => {
  const schema = buildSchema(readFileSync(new URL('api.graphql', SCHEMA), 'utf8'));

  test.each(['compositeLicense', 'licenses'])(
    '%s fits the API schema, and is published unchanged',
    (name) => {
      expect(validate(schema, parse(operation(name)))).toEqual([]);
      expect(readFileSync(new URL(`operations/${name}.graphql`, SCHEMA), 'utf8')).toBe(operation(name));
    },
  );
});

describe('the demo licence', () => {
  test('is VALID, with a VALID permit answered LIVE by each of the four departments in one call', async () => {
    for (const code of ['food', 'health', 'culture', 'tobacco']) await hub.control('DELETE', `${code}/stats`);
    const from = Date.now();
    const answer = await hub.ask<{ compositeLicense: Licence }>(
      COMPOSITE_LICENSE,
      { number: hub.demoLicense },
      { token: await hub.token({ role: 'regulator', region: '410200' }) },
    );
    const to = Date.now();
    expect(answer.errors).toBeUndefined();
    expect(answer.status).toBe(200);
    const licence = answer.data?.compositeLicense as Licence;
    expect(licence).toMatchObject({
      number: hub.demoLicense,
      version: 1,
      status: 'VALID',
      holder: { uscc: expect.stringMatching(/^[0-9A-Z]{18}$/), name: expect.any(String) },
      premises: { regionCode: expect.stringMatching(/^4102/), address: expect.any(String) },
      industry: { name: expect.stringMatching(/KTV|歌/) },
      issuer: { name: expect.any(String) },
      issuedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
    });
    expect(licence.subPermits.map(({ __typename }) => __typename).sort()).toEqual(
      Object.keys(OWN_FIELD).sort(),
    );
    for (const permit of licence.subPermits) {
      expect(permit).toMatchObject({
        id: expect.any(String),
        number: expect.any(String),
        status: 'VALID',
        validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        freshness: { state: 'LIVE', reason: null },
      });
      expect(permit.department.code).toBe(permit.__typename.replace('Permit', '').toLowerCase());
      expect(permit[OWN_FIELD[permit.__typename] as string]).toEqual(expect.any(String));
      expect(permit.scope?.length).toBeGreaterThan(0);
      // LIVE means: by a call sent while this request was served. Clocks of one machine; a millisecond for rounding.
      expect(Date.parse(permit.freshness.asOf)).toBeGreaterThanOrEqual(from - 1);
      expect(Date.parse(permit.freshness.asOf)).toBeLessThanOrEqual(to + 1);
    }
    for (const code of ['food', 'health', 'culture', 'tobacco']) {
      expect({ code, ...(await hub.control<object>('GET', `${code}/stats`)) }).toMatchObject({
        code,
        requests: 1,
        keys: 1,
      });
    }
  });
});

describe('the seeded licences', () => {
  async function all(filter: object): Promise<Page['licenses']> {
    const answer = await hub.ask<Page>(LICENSES, { filter, first: 500 });
    expect(answer.errors).toBeUndefined();
    return (answer.data as unknown as Page).licenses;
  }

  test('are 100 and more in Wuhai, over all its fourteen industries', async () => {
    const { totalCount, edges } = await all({ regionCode: '150300' });
    expect(totalCount).toBeGreaterThanOrEqual(100);
    expect(edges).toHaveLength(totalCount);
    const industries = new Set(edges.map(({ node }) => node.industry.code));
    expect([...industries].sort()).toEqual(
      Array.from({ length: 14 }, (_, i) => `WH-${String(i + 1).padStart(2, '0')}`),
    );
    for (const { node } of edges) expect(node.premises.regionCode).toMatch(/^1503/);
  });

  test('are 10 and more in Kaifeng, the demo licence among them', async () => {
    const { totalCount, edges } = await all({ regionCode: '410200' });
    expect(totalCount).toBeGreaterThanOrEqual(10);
    expect(edges.map(({ node }) => node.number)).toContain(hub.demoLicense);
  });

  test('carry no other words than the contract’s, and stand all LIVE with healthy departments', async () => {
    const { totalCount, edges } = await all({});
    expect(edges).toHaveLength(totalCount);
    const seen = new Set<string>();
    for (const { node } of edges) {
      expect(['VALID', 'PARTIAL', 'VOID']).toContain(node.status);
      expect(node.subPermits.length).toBeGreaterThan(0);
      for (const { status, validTo, freshness } of node.subPermits) {
        seen.add(status);
        expect(PERMIT_STATUSES).toContain(status);
        expect(validTo ?? '2026-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(freshness.state).toBe('LIVE');
      }
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['VALID', 'RENEWAL_PENDING', 'SUSPENDED', 'EXPIRED']),
    );
  });

  test('come 20 a page unless told otherwise', async () => {
    const answer = await hub.ask<Page>(
      LICENSES,
      {},
      { token: await hub.token({ role: 'lead', region: '150300' }) },
    );
    expect(answer.errors).toBeUndefined();
    const { edges, pageInfo, totalCount } = (answer.data as unknown as Page).licenses;
    expect(edges).toHaveLength(20);
    expect(totalCount).toBeGreaterThan(20);
    expect(pageInfo).toEqual({ hasNextPage: true, endCursor: edges.at(-1)?.cursor });
  });
});
