import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allLicences, licencePage, type ListedLicence } from '../../support/all-licences.ts';
import { eventually } from '../../support/eventually.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

interface Filter {
  regionCode?: string;
  industryCode?: string;
  status?: string;
  department?: string;
  permitStatus?: string;
  expiresFrom?: string;
  expiresTo?: string;
}

let hub: RunningHub;
let service: string;
let licences: ListedLicence[];
beforeAll(async () => {
  hub = await startHub();
  service = await hub.token({ role: 'service' });
  // The world has one permit that the hub has never read: filters go by what is known of it, which this reading makes
  // the same as what a row shows.
  await eventually(async () => {
    licences = await allLicences(hub, service, { first: 500 });
    for (const status of ['VALID', 'PARTIAL', 'VOID']) {
      const listed = await allLicences(hub, service, { filter: { status } }, 'number');
      expect(listed).toHaveLength(licences.filter((licence) => licence.status === status).length);
    }
  });
}, 60_000);
afterAll(() => hub.stop());

const numbers = (rows: readonly ListedLicence[]) => rows.map(({ number }) => number);

/** The filter by the contract's words, over rows as shown. The conditions on a permit are about one permit. */
function fits(licence: ListedLicence, filter: Filter): boolean {
  const { regionCode, industryCode, status, department, permitStatus, expiresFrom, expiresTo } = filter;
  const ofPermit = [department, permitStatus, expiresFrom, expiresTo].some(
    (condition) => condition !== undefined,
  );
  return (
    (regionCode === undefined || licence.premises.regionCode.startsWith(regionCode.replace(/(00)+$/, ''))) &&
    (industryCode === undefined || licence.industry.code === industryCode) &&
    (status === undefined || licence.status === status) &&
    (!ofPermit ||
      licence.subPermits.some(
        (permit) =>
          (department === undefined || permit.department.code === department) &&
          (permitStatus === undefined || permit.status === permitStatus) &&
          (expiresFrom === undefined || (permit.validTo !== null && permit.validTo >= expiresFrom)) &&
          (expiresTo === undefined || (permit.validTo !== null && permit.validTo <= expiresTo)),
      ))
  );
}

describe('the list of licences', () => {
  test('is ordered by time of issue, newest first, then by number', () => {
    const ordered = [...licences].sort(
      (a, b) => Date.parse(b.issuedAt) - Date.parse(a.issuedAt) || (a.number < b.number ? -1 : 1),
    );
    expect(numbers(licences)).toEqual(numbers(ordered));
    expect(new Set(numbers(licences)).size).toBe(licences.length);
  });

  test.each([1, 7, 33, 100])('is covered once, in its order, by pages of %d', async (first) => {
    const filter = first === 1 ? { regionCode: '640221' } : {};
    const rows = await allLicences(hub, service, { filter, first }, 'number');
    expect(numbers(rows)).toEqual(numbers(licences.filter((licence) => fits(licence, filter))));
  });

  test('tells on each page the same total, whether more follows, and where it ends', async () => {
    const filter = { regionCode: '410200' };
    const total = licences.filter((licence) => fits(licence, filter)).length;
    let after: string | null = null;
    for (let seen = 0; seen < total;) {
      const page: Awaited<ReturnType<typeof licencePage>> = await licencePage(
        hub,
        service,
        { filter, first: 9, after },
        'number',
      );
      seen += page.edges.length;
      expect(page.totalCount).toBe(total);
      expect(page.pageInfo).toEqual({ hasNextPage: seen < total, endCursor: page.edges.at(-1)?.cursor });
      after = page.pageInfo.endCursor;
    }
    const beyond = await licencePage(hub, service, { filter, after }, 'number');
    expect(beyond).toEqual({
      totalCount: total,
      pageInfo: { hasNextPage: false, endCursor: null },
      edges: [],
    });
  });

  test('goes on after any of its rows', async () => {
    const { edges } = await licencePage(hub, service, { first: 30 }, 'number');
    for (const [position, { cursor }] of edges.entries()) {
      if (position % 7 > 0) continue;
      const page = await licencePage(hub, service, { first: 3, after: cursor }, 'number');
      expect(page.edges.map(({ node }) => node.number)).toEqual(
        numbers(licences.slice(position + 1, position + 4)),
      );
    }
  });

  test('goes on at the same place when permits have changed in between', async () => {
    const first = await licencePage(hub, service, { first: 10 }, 'number');
    const [target] = first.edges.slice(-1);
    const answer = await hub.ask(
      'query ($n: ID!) { compositeLicense(number: $n) { version subPermits { number department { code } } } }',
      { n: target?.node.number },
    );
    const { version, subPermits } = (
      answer.data as never as {
        compositeLicense: { version: number; subPermits: { number: string; department: { code: string } }[] };
      }
    ).compositeLicense;
    const permit = subPermits.find(({ department }) => department.code !== 'registry');
    const path = `${permit?.department.code}/permits/${encodeURIComponent(String(permit?.number))}`;
    await hub.control('PATCH', path, { validTo: '2039-12-31', notify: false });
    await eventually(async () => {
      const now = await hub.ask(
        'query ($n: ID!) { compositeLicense(number: $n) { version subPermits { status } } }',
        {
          n: target?.node.number,
        },
      );
      expect(
        (now.data as never as { compositeLicense: { version: number } }).compositeLicense.version,
      ).toBeGreaterThan(version);
    });
    const next = await licencePage(hub, service, { first: 10, after: first.pageInfo.endCursor }, 'number');
    expect(next.edges.map(({ node }) => node.number)).toEqual(numbers(licences.slice(10, 20)));
    licences = await allLicences(hub, service, { first: 500 });
  });

  test('may be asked for its total alone, or for its rows alone', async () => {
    const total = await hub.ask('{ licenses(first: 1) { totalCount } }');
    expect(total.data).toEqual({ licenses: { totalCount: licences.length } });
    const rows = await hub.ask('{ licenses(first: 2) { edges { node { number } } } }');
    expect(rows.data).toEqual({
      licenses: { edges: licences.slice(0, 2).map(({ number }) => ({ node: { number } })) },
    });
    const aliased = await hub.ask('{ licenses(first: 1) { count: totalCount ... { again: totalCount } } }');
    expect(aliased.data).toEqual({ licenses: { count: licences.length, again: licences.length } });
  });
});

describe('the filter', () => {
  const known = () => ({
    regions: [...new Set(licences.map(({ premises }) => premises.regionCode))].flatMap((code) => [
      code,
      `${code.slice(0, 4)}00`,
      `${code.slice(0, 2)}0000`,
    ]),
    industries: [...new Set(licences.map(({ industry }) => industry.code))],
    statuses: [...new Set(licences.flatMap(({ subPermits }) => subPermits.map(({ status }) => status)))],
    days: [
      ...new Set(licences.flatMap(({ subPermits }) => subPermits.flatMap(({ validTo }) => validTo ?? []))),
    ].sort(),
  });

  async function expectFiltered(filter: Filter): Promise<number> {
    const rows = await allLicences(hub, service, { filter: { ...filter }, first: 500 }, 'number');
    const wanted = numbers(licences.filter((licence) => fits(licence, filter)));
    expect({ filter, numbers: numbers(rows) }).toEqual({ filter, numbers: wanted });
    const { totalCount } = await licencePage(hub, service, { filter: { ...filter }, first: 1 }, 'number');
    expect({ filter, totalCount }).toEqual({ filter, totalCount: wanted.length });
    return wanted.length;
  }

  test('narrows by each condition alone, and by no value to all or none', async () => {
    const { regions, industries, statuses, days } = known();
    const middle = days[Math.floor(days.length / 2)] as string;
    const alone: Filter[] = [
      {},
      ...regions.map((regionCode) => ({ regionCode })),
      ...industries.map((industryCode) => ({ industryCode })),
      ...['VALID', 'PARTIAL', 'VOID'].map((status) => ({ status })),
      ...['food', 'health', 'culture', 'tobacco', 'registry'].map((department) => ({ department })),
      ...statuses.map((permitStatus) => ({ permitStatus })),
      { expiresFrom: middle },
      { expiresTo: middle },
      { expiresFrom: middle, expiresTo: middle },
    ];
    for (const filter of alone) expect(await expectFiltered(filter)).toBeGreaterThan(0);
    for (const filter of [
      { regionCode: '999999' },
      { industryCode: 'XX-99' },
      { expiresFrom: '9999-12-31' },
    ]) {
      expect(await expectFiltered(filter)).toBe(0);
    }
  });

  test('joins its conditions by AND, those on a permit on one and the same', async () => {
    const { regions, industries, statuses, days } = known();
    let found = 0;
    const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const filters = fc.record({
      regionCode: maybe(regions),
      industryCode: fc.option(fc.constantFrom(...industries), { nil: undefined, freq: 1 }),
      status: maybe(['VALID', 'PARTIAL', 'VOID']),
      department: maybe(['food', 'health', 'culture', 'tobacco', 'registry']),
      permitStatus: maybe(statuses),
      expiresFrom: maybe(days),
      expiresTo: maybe(days),
    });
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
        if ((await expectFiltered(given)) > 0) found += 1;
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(0);
  });

  test('takes null for a condition that is not set', async () => {
    const filter = { regionCode: null, status: null, department: null, expiresFrom: null };
    const { totalCount } = await licencePage(hub, service, { filter }, 'number');
    expect(totalCount).toBe(licences.length);
  });
});
