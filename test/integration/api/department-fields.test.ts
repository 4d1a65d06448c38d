import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, print, type GraphQLObjectType } from 'graphql';
import { eventually } from '../../support/eventually.ts';
import { comparable, everything, oracleAnswer } from '../../support/licence-oracle.ts';
import { randomOperation } from '../../support/random-operation.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
// Licences only: what else can be asked has its own rules, and its own tests.
const rootFields = schema.getQueryType()?.getFields() ?? {};
for (const name of Object.keys(rootFields)) {
  if (name !== 'compositeLicense' && name !== 'licenses') delete rootFields[name];
}
const DEPARTMENTS = ['food', 'health', 'culture', 'tobacco'];
const CALLERS = [
  { role: 'regulator', department: 'food' },
  { role: 'regulator', department: 'health' },
  { role: 'officer', department: 'culture' },
  { role: 'lead', department: 'tobacco' },
  { role: 'clerk', department: 'food' },
  { role: 'inspector' },
  { role: 'regulator' },
] as const;

let hub: RunningHub;
let calls: { compositeLicense: string; licenses: string };
let world: { compositeLicense: Record<string, unknown>; licenses: Record<string, unknown> };
/** By role and department. */
const tokens = new Map<string, string>();

const tokenOf = ({ role, department }: { role: string; department?: string }) =>
  tokens.get(`${role}/${department}`) as string;

beforeAll(async () => {
  hub = await startHub();
  for (const caller of CALLERS) {
    const department = 'department' in caller ? caller.department : undefined;
    tokens.set(`${caller.role}/${department}`, await hub.token({ region: '410200', ...caller }));
  }
  // The filter holds what an officer's remit holds, so that all callers see the same rows.
  calls = {
    compositeLicense: `compositeLicense(number: "${hub.demoLicense}")`,
    licenses: 'licenses(first: 3, filter: { regionCode: "410200", status: VALID, department: culture })',
  };
  // A silent change in each department, so that there are findings of all four.
  const { permits } = await demoPermits();
  for (const [code, number] of Object.entries(permits)) {
    await hub.control('PATCH', `${code}/permits/${encodeURIComponent(number)}`, {
      address: '另一条路2号',
      notify: false,
    });
  }
  world = await eventually(async () => {
    const below = (name: string) => everything(schema.getType(name) as GraphQLObjectType, schema);
    const selection = `__typename ${calls.compositeLicense} { ${below('CompositeLicense')} }
      ${calls.licenses} { ${below('LicenseConnection')} }`;
    const answer = await hub.ask(`{ ${selection} }`, {}, { token: tokenOf({ role: 'regulator' }) });
    expect(answer.errors).toBeUndefined();
    const data = answer.data as unknown as typeof world;
    expect((data.compositeLicense.findings as unknown[]).length).toBeGreaterThanOrEqual(4);
    return data;
  });
}, 60_000);
afterAll(() => hub.stop());

async function demoPermits(): Promise<{ permits: Record<string, string> }> {
  const answer = await hub.ask(`{ ${calls.compositeLicense} { subPermits { number department { code } } } }`);
  const { subPermits } = (
    answer.data as unknown as {
      compositeLicense: { subPermits: { number: string; department: { code: string } }[] };
    }
  ).compositeLicense;
  return {
    permits: Object.fromEntries(subPermits.map(({ number, department }) => [department.code, number])),
  };
}

async function expectAsByContract(
  query: string,
  caller: { role: string; department?: string },
  variables: Record<string, unknown> = {},
) {
  const answer = await hub.ask(query, variables, { token: tokenOf(caller) });
  const wanted = oracleAnswer(schema, world, caller as never, parse(query), variables);
  expect({ query, status: answer.status, ...comparable(answer) }).toEqual({
    query,
    status: 200,
    ...comparable(wanted),
  });
  return answer;
}

const FOOD = { role: 'regulator', department: 'food' };
const licence = (selection: string) => `{ ${calls.compositeLicense} { ${selection} } }`;

describe('a regulator of the food department', () => {
  test('sees number, type, status, dates and freshness of every permit, and the rest of the own alone', async () => {
    const selection =
      '__typename number permitType { code name } department { code } status validFrom validTo';
    const answer = await expectAsByContract(
      licence(
        `status subPermits { ${selection} freshness { state asOf reason } scope holderName address ... on FoodPermit { businessForm } ... on HealthPermit { hygieneCategory } }`,
      ),
      FOOD,
    );
    const { subPermits, status } = (
      answer.data as never as { compositeLicense: { status: string; subPermits: Record<string, unknown>[] } }
    ).compositeLicense;
    expect(status).toBe('VALID');
    for (const permit of subPermits) {
      const own = permit.__typename === 'FoodPermit';
      expect(permit).toMatchObject({
        status: 'VALID',
        freshness: { state: 'LIVE' },
        number: expect.any(String),
      });
      expect(permit.scope).toEqual(own ? expect.any(Array) : null);
      expect(permit.address).toEqual(own ? '另一条路2号' : null);
      if (!own) expect(permit.hygieneCategory ?? null).toBeNull();
    }
    for (const error of answer.errors ?? []) {
      expect(error.extensions).toEqual({ code: 'FORBIDDEN_FIELD' });
      expect(error.message).toMatch(/Leave it out/);
    }
    expect(answer.errors?.length).toBe(10);
  });

  const shapes: [string, string, Record<string, unknown>?][] = [
    ['an interface field', 'subPermits { number scope status }'],
    ['an alias', 'subPermits { number s: scope t: scope status }'],
    ['an alias named like another field', 'subPermits { status address: scope }'],
    ['an inline fragment on the interface', 'subPermits { ... on SubPermit { scope number } }'],
    [
      'inline fragments on concrete types',
      'subPermits { ... on HealthPermit { scope hygieneCategory } ... on FoodPermit { scope businessForm } ... on TobaccoPermit { holderNature } ... on CulturePermit { venueType } }',
    ],
    ['an inline fragment without a type', 'subPermits { ... { scope } number }'],
    [
      'fragments in fragments',
      'subPermits { ... on SubPermit { ... { ... on HealthPermit { ... on SubPermit { scope } } } } id }',
    ],
    [
      '@include(if: true)',
      'subPermits { scope @include(if: true) ... @include(if: true) { address } number }',
    ],
    [
      '@include(if: false)',
      'subPermits { scope @include(if: false) number ... @include(if: false) { address } }',
    ],
    [
      '@skip(if: true), which is not asking',
      'subPermits { scope @skip(if: true) ... @skip(if: true) { address } number }',
    ],
    [
      'a field selected twice',
      'subPermits { scope number scope } subPermits { scope status ... on HealthPermit { scope } }',
    ],
    [
      'a list selected under two names',
      'a: subPermits { scope } b: subPermits { number remarks { code message } }',
    ],
    [
      'several fields in the order of the selection',
      'subPermits { validTo scope status businessForm: issuedBy number holderUscc id }',
    ],
    [
      'the type’s name under any alias',
      'subPermits { hub__typename: number __typename hub__typename_: __typename scope }',
    ],
    ['the only field', 'subPermits { scope }'],
    ['the only field of a concrete type', 'subPermits { ... on HealthPermit { scope } }'],
    ['findings', 'findings { id kind detail department permitNumber openedAt } number'],
    [
      'findings under aliases and in fragments',
      'f: findings { kind } ... { findings { department } } ... on CompositeLicense { f: findings { id } }',
    ],
  ];

  test.each(shapes)('meets FORBIDDEN_FIELD at its concrete place by %s', async (_, selection) => {
    await expectAsByContract(licence(selection), FOOD);
  });

  test.each([
    ['shown', { yes: true }],
    ['not shown', { yes: false }],
    ['by default', {}],
  ])('meets it as the variables include and skip: %s', async (_, variables) => {
    const query = `query ($yes: Boolean = true) { ${calls.compositeLicense} { number
      subPermits { scope @include(if: $yes) address @skip(if: $yes) ...F @skip(if: $yes) ... @include(if: $yes) { issuedBy } } } }
      fragment F on HealthPermit { hygieneCategory }`;
    await expectAsByContract(query, FOOD, variables);
  });

  test('meets it through named fragments, spread once or again', async () => {
    const query = `{ ${calls.compositeLicense} { ...L subPermits { ...P } } }
      fragment L on CompositeLicense { subPermits { ...P ...Q } status }
      fragment P on SubPermit { number scope ...Q } fragment Q on HealthPermit { hygieneCategory }`;
    await expectAsByContract(query, FOOD);
  });

  test('meets it in each row of a list', async () => {
    await expectAsByContract(
      `{ ${calls.licenses} { totalCount edges { node { number subPermits { scope status } findings { kind } } } } }`,
      FOOD,
    );
  });

  test('asks no other department for what it is denied', async () => {
    for (const code of DEPARTMENTS) await hub.control('DELETE', `${code}/stats`);
    await expectAsByContract(
      licence(
        'number subPermits { ... on HealthPermit { scope } ... on CulturePermit { venueType scope } ... on TobaccoPermit { address } }',
      ),
      FOOD,
    );
    for (const code of DEPARTMENTS) {
      expect({ code, ...(await hub.control<object>('GET', `${code}/stats`)) }).toMatchObject({
        code,
        requests: 0,
        keys: 0,
      });
    }
  });
});

describe('findings', () => {
  test.each(
    CALLERS.map(
      (caller) =>
        [
          `${caller.role} of ${'department' in caller ? caller.department : 'no department'}`,
          caller,
        ] as const,
    ),
  )('are shown to %s as the contract says', async (_, caller) => {
    const answer = await expectAsByContract(
      licence('number findings { kind department permitNumber }'),
      caller,
    );
    const { findings } = (
      answer.data as never as { compositeLicense: { findings: ({ department: string } | null)[] | null } }
    ).compositeLicense;
    if (caller.role !== 'regulator' && caller.role !== 'lead') return expect(findings).toBeNull();
    const shown = new Set(findings?.flatMap((finding) => (finding ? [finding.department] : [])));
    expect([...shown].sort()).toEqual('department' in caller ? [caller.department] : [...DEPARTMENTS].sort());
  });

  test.each(['applicant', 'issuer', 'service'] as const)('are not for role %s', async (role) => {
    const uscc = (world.compositeLicense.holder as { uscc: string }).uscc;
    const token = await hub.token({ role, region: '410200', uscc });
    const answer = await hub.ask(licence('number findings { id }'), {}, { token });
    expect(answer.data).toEqual({ compositeLicense: { number: hub.demoLicense, findings: null } });
    expect(answer.errors).toMatchObject([
      { path: ['compositeLicense', 'findings'], extensions: { code: 'FORBIDDEN_FIELD' } },
    ]);
  });
});

describe('any operation of any caller', () => {
  test('is answered as by the contract: the same data, refusals at their places', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(...CALLERS), async (seed, caller) => {
        const options = { schema, calls, depth: 4, aliases: seed % 2 ? 0 : 0.05, conditions: 0.1 };
        const { document, variables } = randomOperation(seed, options);
        const query = print(document);
        if (
          query.length > 6_000 ||
          (query.match(/\w: /g) ?? []).length > 14 ||
          (query.match(/@/g) ?? []).length > 20
        )
          return;
        const given = Object.fromEntries(
          Object.entries(variables).filter(([name]) => query.includes(`$${name}: `)),
        );
        await expectAsByContract(query, caller, given);
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });
});
