import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROLES, type Caller, type Role } from '../../../subgraphs/domain/caller.ts';
import { allLicences, type ListedLicence } from '../../support/all-licences.ts';
import { exchange, expectRefusal } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const DEPARTMENTS = ['food', 'health', 'culture', 'tobacco'];
const REGIONS = [
  undefined,
  '',
  '410000',
  '410200',
  '410204',
  '150300',
  '640221',
  '440300',
  '000000',
  '4102',
  '０１２３４５',
];
const WHOLE = `query ($number: ID!) { compositeLicense(number: $number) { __typename number version status
  freshness { state } holder { uscc name } findings { id } subPermits { number status scope freshness { state } } } }`;

type Claims = Omit<Caller, 'id'> & { role: Role };

let hub: RunningHub;
let licences: ListedLicence[];
let demo: ListedLicence;
beforeAll(async () => {
  hub = await startHub();
  licences = await allLicences(hub, await hub.token({ role: 'service' }), { first: 500 });
  demo = licences.find(({ number }) => number === hub.demoLicense) as ListedLicence;
}, 60_000);
afterAll(() => hub.stop());

/** The contract's words, "Who sees what". */
function sees(caller: Claims, licence: ListedLicence): boolean {
  const { region, department, uscc } = caller;
  const sixDigits = region !== undefined && /^[1-9][0-9]{5}$/.test(region) ? region : undefined;
  const within =
    sixDigits !== undefined && licence.premises.regionCode.startsWith(sixDigits.replace(/(00)+$/, ''));
  switch (caller.role) {
    case 'service':
      return true;
    case 'applicant':
      return uscc !== undefined && uscc === licence.holder.uscc;
    case 'officer':
      return within && licence.subPermits.some((permit) => permit.department.code === department);
    default:
      return within;
  }
}

async function resetStats(): Promise<void> {
  for (const code of DEPARTMENTS) await hub.control('DELETE', `${code}/stats`);
}

async function expectNoDepartmentCalls(): Promise<void> {
  for (const code of DEPARTMENTS) {
    const { requests, keys } = await hub.control<{ requests: number; keys: number }>('GET', `${code}/stats`);
    expect({ code, requests, keys }).toEqual({ code, requests: 0, keys: 0 });
  }
}

function claimsOf(role: Role): Claims[] {
  const uscc = (demo ?? { holder: { uscc: '' } }).holder.uscc;
  return REGIONS.flatMap((region) =>
    [undefined, 'food', 'tobacco', 'registry', 'police'].flatMap((department) =>
      (role === 'applicant' ? [undefined, '', uscc, '91000000000000000X'] : [undefined]).map((given) => ({
        role,
        ...(region === undefined ? {} : { region }),
        ...(department === undefined ? {} : { department }),
        ...(given === undefined ? {} : { uscc: given }),
      })),
    ),
  );
}

describe('licences', () => {
  test.each(ROLES)(
    'listed to role %s are those of the remit, whatever the token says of region and department',
    async (role) => {
      await resetStats();
      for (const claims of claimsOf(role)) {
        const listed = await allLicences(
          hub,
          await hub.token(claims),
          { first: role === 'service' ? 500 : 100 },
          'number',
        );
        expect({ claims, numbers: listed.map(({ number }) => number) }).toEqual({
          claims,
          numbers: licences.filter((licence) => sees(claims, licence)).map(({ number }) => number),
        });
      }
      // Numbers are issuance's own: who lists them asks no department.
      await expectNoDepartmentCalls();
    },
  );

  test.each(ROLES)('asked for by number by role %s are the same ones', async (role) => {
    const elsewhere = licences.find(({ premises }) =>
      premises.regionCode.startsWith('1503'),
    ) as ListedLicence;
    for (const [position, claims] of claimsOf(role).entries()) {
      // Somebody else each time: one caller who misses so often is taken for a guesser.
      const token = await hub.token({ id: `caller-${position}`, ...claims });
      for (const licence of [demo, elsewhere]) {
        const answer = await hub.ask(
          'query ($number: ID!) { compositeLicense(number: $number) { number } }',
          { number: licence.number },
          { token },
        );
        const visible = sees(claims, licence);
        expect({ claims, code: answer.errors?.[0]?.extensions.code, data: answer.data }).toEqual({
          claims,
          code: visible ? undefined : 'LICENSE_NOT_FOUND',
          data: { compositeLicense: visible ? { number: licence.number } : null },
        });
      }
    }
  });
});

describe('a licence outside the remit', () => {
  test.each<[string, () => Claims]>([
    ['a regulator of another city', () => ({ role: 'regulator', region: '150300' })],
    ['a lead of another county', () => ({ role: 'lead', region: '410205' })],
    ['a clerk without a region', () => ({ role: 'clerk' })],
    ['an officer without a department', () => ({ role: 'officer', region: '410200' })],
    [
      'an officer of a department without a permit on it',
      () => ({ role: 'officer', region: '410200', department: 'registry' }),
    ],
    ['an applicant for another business', () => ({ role: 'applicant', uscc: '91000000000000000X' })],
    ['an applicant without a code', () => ({ role: 'applicant', region: '410200' })],
  ])(
    'is to %s, byte for byte, a number that does not exist, and no department is asked',
    async (_, claims) => {
      const token = await hub.token(claims());
      await resetStats();
      const ask = (number: string) =>
        exchange(`${hub.gateway}/graphql`, {
          body: { query: WHOLE, variables: { number } },
          headers: { authorization: `Bearer ${token}` },
        });
      const [there, nowhere] = [await ask(demo.number), await ask('YZ-410200-2026-999999')];
      expectRefusal(there, { status: 200, code: 'LICENSE_NOT_FOUND' });
      expect(there.text).toBe(nowhere.text);
      const headers = ({ headers: given }: typeof there) => [...given].filter(([name]) => name !== 'date');
      expect(headers(there)).toEqual(headers(nowhere));
      await expectNoDepartmentCalls();
    },
  );

  test('counts in no total and fits no filter', async () => {
    const token = await hub.token({ role: 'regulator', region: '410200' });
    for (const regionCode of ['150300', '150302', '640221']) {
      expect(await allLicences(hub, token, { filter: { regionCode } })).toEqual([]);
    }
    const wide = await allLicences(hub, token, { filter: { regionCode: '000000' } }, 'number');
    expect(wide).toHaveLength(
      licences.filter(({ premises }) => premises.regionCode.startsWith('4102')).length,
    );
  });

  test('cannot be reached with a cursor that another caller was given', async () => {
    const service = await hub.token({ role: 'service' });
    const page = await hub.ask<never>(
      '{ licenses(first: 150) { pageInfo { endCursor } } }',
      {},
      { token: service },
    );
    const after = (page.data as never as { licenses: { pageInfo: { endCursor: string } } }).licenses.pageInfo
      .endCursor;
    const token = await hub.token({ role: 'regulator', region: '410200' });
    const answer = await hub.ask<never>(
      'query ($after: String) { licenses(after: $after) { edges { node { number } } } }',
      { after },
      { token },
    );
    const { edges } = (answer.data as never as { licenses: { edges: { node: { number: string } }[] } })
      .licenses;
    for (const { node } of edges) expect(node.number).toMatch(/^YZ-4102/);
  });
});

describe('an anonymous caller', () => {
  test.each([
    ['a licence', '{ compositeLicense(number: "YZ-410200-2026-000001") { number subPermits { status } } }'],
    ['a list', '{ licenses(first: 1) { totalCount edges { node { subPermits { status } } } } }'],
    ['an alias', '{ __typename x: licenses(first: 1) { totalCount } }'],
    ['a named fragment', '{ ...F } fragment F on Query { licenses { totalCount } }'],
    ['an inline fragment', '{ ... on Query { ... { licenses { totalCount } } } }'],
    ['what a variable includes', 'query ($no: Boolean = false) { licenses @skip(if: $no) { totalCount } }'],
    ['a licence that does not exist', '{ compositeLicense(number: "nonsense") { number } }'],
    ['a page size that is wrong', '{ licenses(first: 0) { totalCount } }'],
  ])('asking for %s is UNAUTHENTICATED, and no department is asked', async (_, query) => {
    await resetStats();
    expectRefusal(await exchange(`${hub.gateway}/graphql`, { body: { query } }), {
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    await expectNoDepartmentCalls();
  });

  test('may name what it does not ask for', async () => {
    const query = 'query ($yes: Boolean = true) { __typename licenses @skip(if: $yes) { totalCount } }';
    const answer = await exchange(`${hub.gateway}/graphql`, { body: { query } });
    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' }, errors: [] });
  });
});
