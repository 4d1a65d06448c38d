import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import {
  exchange,
  expectNothingInternal,
  expectRefusal,
  type HttpExchange,
} from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const LICENCE = 'compositeLicense(number: "YZ-410200-2026-000001")';
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
/** Room for a machine that others use too; refusing takes a few milliseconds, at worst 150. */
const AT_ONCE_MS = 500;

let hub: RunningHub;
let token: string;
beforeAll(async () => {
  hub = await startHub();
  token = await hub.token({ role: 'regulator', region: '410200' });
}, 60_000);
afterAll(() => hub.stop());

function ask(query: string, more: Record<string, unknown> = {}, accept?: string): Promise<HttpExchange> {
  return exchange(`${hub.gateway}/graphql`, {
    body: { query, ...more },
    headers: { authorization: `Bearer ${token}`, ...(accept ? { accept } : {}) },
  });
}

async function departmentCalls(): Promise<number> {
  let calls = 0;
  for (const code of ['food', 'health', 'culture', 'tobacco']) {
    calls += (await hub.control<{ requests: number }>('GET', `${code}/stats`)).requests;
  }
  return calls;
}

const doubling = (levels: number, on: string, leaf: string) =>
  `${times(levels, (i) => `fragment F${i} on ${on} { ...F${i + 1} ...F${i + 1} }`)} fragment F${levels} on ${on} { ${leaf} }`;

describe('a document that is too large', () => {
  test.each([
    ['60 levels deep', `{ ${'self { '.repeat(60)} id ${'}'.repeat(60)} }`, 'LIMIT_DEPTH'],
    [
      '11 levels deep, of known fields',
      `{ licenses { edges { node { ${'subPermits { '.repeat(7)} id ${'}'.repeat(7)} } } } }`,
      'LIMIT_DEPTH',
    ],
    ['of 16 aliases', `{ ${times(16, (i) => `a${i}: ${LICENCE} { number }`)} }`, 'LIMIT_ALIASES'],
    ['of 300 aliases', `{ ${times(300, (i) => `a${i}: __typename`)} }`, 'LIMIT_ALIASES'],
    ['of 2,000 aliases', `{ ${times(2_000, (i) => `a${i}: __typename`)} }`, 'LIMIT_TOKENS'],
    ['of 51 directives', `{ ${times(51, () => '__typename @include(if: true)')} }`, 'LIMIT_DIRECTIVES'],
    ['of 2,000 directives', `{ __typename ${'@include(if: true) '.repeat(2_000)} }`, 'LIMIT_TOKENS'],
    ['of 2,001 tokens', `{ ${'__typename '.repeat(1_999)} }`, 'LIMIT_TOKENS'],
    [
      'of fragments doubled 20 times',
      `{ ${LICENCE} { ...F0 } } ${doubling(20, 'CompositeLicense', 'number')}`,
      'LIMIT_COST',
    ],
    [
      'of aliases in fragments doubled 20 times',
      `{ ...F0 } ${doubling(20, 'Query', 'a: __typename')}`,
      'LIMIT_ALIASES',
    ],
    ['of one field repeated past comparing', `{ ${'licenses { totalCount } '.repeat(490)} }`, 'LIMIT_COST'],
  ])('%s is refused at once, before any department is asked', async (_, query, code) => {
    const before = await departmentCalls();
    const took: number[] = [];
    for (const accept of ['application/graphql-response+json', 'application/json']) {
      const answer = await ask(query, {}, accept);
      expectRefusal(answer, { status: 400, code });
      expect(answer.data).toBeUndefined();
      took.push(answer.ms);
    }
    expect(Math.min(...took)).toBeLessThan(AT_ONCE_MS);
    expect(await departmentCalls()).toBe(before);
  });

  test.each([
    [
      '10 levels deep',
      `{ licenses(first: 1) { edges { node { subPermits { freshness { state } } } } } ${'__schema { types { '} fields { type { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } }`,
    ],
    ['of 15 aliases', `{ ${times(15, (i) => `a${i}: __typename`)} }`],
    ['of 50 directives', `{ ${times(50, () => '__typename @include(if: true)')} }`],
    ['of 1,994 tokens', `{ ${'... on Query { __typename } '.repeat(332)} }`],
    [
      'the introspection of tools',
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
    ],
  ])('is not one %s', async (_, query) => {
    expect(await ask(query)).toMatchObject({ status: 200, errors: [] });
  });
});

describe('a document that is wrong', () => {
  const wrong: [string, string, string][] = [
    ['does not parse', '{', 'GRAPHQL_PARSE_FAILED'],
    ['is no GraphQL', 'SELECT * FROM licences', 'GRAPHQL_PARSE_FAILED'],
    [
      'has half a surrogate pair',
      `{ compositeLicense(number: "\ud800") { number } }`,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['has a NUL', '{ __typename \0 }', 'GRAPHQL_PARSE_FAILED'],
    [
      'asks for an unknown field',
      '{ compositeLicence(number: "x") { number } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['misspells an argument', '{ licenses(frist: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'misspells a word',
      '{ licenses(filter: { status: VALIT }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['misspells a type', '{ ... on Qeury { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['asks for entities', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['asks for the subgraph’s schema', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['asks for an inner field', `{ ${LICENCE} { subPermits { lastKnown } } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['spreads a fragment in itself', '{ ...F } fragment F on Query { ...F }', 'GRAPHQL_VALIDATION_FAILED'],
    ['defers', '{ ... @defer { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['streams', `{ ${LICENCE} { subPermits @stream { id } } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ];

  test.each(wrong)(
    'since it %s is 400 as a GraphQL response, 200 as JSON, without a suggestion',
    async (_, query, code) => {
      for (const [accept, status] of [
        ['application/graphql-response+json', 400],
        ['application/json', 200],
      ] as const) {
        const answer = await ask(query, {}, accept);
        expect(answer).toMatchObject({ status, errors: [{ extensions: { code } }] });
        expect(answer.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
        expect(answer.data).toBeUndefined();
        expect(answer.text).not.toMatch(/did you mean/i);
        // It may repeat what it was sent; of the hub it shows nothing.
        if (!query.includes('_entities')) expectNothingInternal(answer);
      }
    },
  );

  test('is coerced alike: 400 as a GraphQL response, 200 as JSON', async () => {
    const query = 'query ($number: ID!) { compositeLicense(number: $number) { number } }';
    for (const [accept, status] of [
      ['application/graphql-response+json', 400],
      ['application/json', 200],
    ] as const) {
      expect(await ask(query, { variables: {} }, accept)).toMatchObject({
        status,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    }
  });
});

describe('an operation', () => {
  test.each([
    [
      'that the document does not have',
      'query A { __typename }',
      { operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['of two, unnamed', 'query A { __typename } query B { __typename }', {}, 'OPERATION_RESOLUTION_FAILURE'],
    ['of an empty name', 'query A { __typename }', { operationName: '' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['that subscribes', 'subscription { licenseChanged { number } }', {}, 'OPERATION_NOT_SERVED'],
  ])('%s is refused with a word on what to send', async (_, query, more, code) => {
    for (const accept of ['application/graphql-response+json', 'application/json']) {
      expectRefusal(await ask(query, more, accept), { status: 400, code });
    }
  });

  test('is the one that operationName says', async () => {
    const answer = await ask('query A { a: __typename } query B { b: __typename }', { operationName: 'B' });
    expect(answer.data).toEqual({ b: 'Query' });
  });

  test('by hash alone is told to be sent whole', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    for (const body of [{ extensions }, { query: '{ __typename }', extensions }]) {
      const answer = await exchange(`${hub.gateway}/graphql`, { body });
      expectRefusal(answer, { status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED' });
    }
  });

  test('of an anonymous caller with variables that do not fit is told so, and nothing runs', async () => {
    const query = 'query ($yes: Boolean!) { compositeLicense(number: "x") @include(if: $yes) { number } }';
    const answer = await exchange(`${hub.gateway}/graphql`, { body: { query } });
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(answer.data).toBeUndefined();
  });
});
