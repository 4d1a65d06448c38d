import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, print } from 'graphql';
import { ERROR_CODES } from '../../../subgraphs/platform/error-codes.ts';
import { exchange, type HttpExchange } from '../../support/http-exchange.ts';
import { randomOperation } from '../../support/random-operation.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
/** For 1 s, on a machine that does other things too. */
const AT_MOST_MS = 1_200;
const FULL = `query ($n: ID!, $f: LicenseFilter, $first: Int, $after: String) {
  compositeLicense(number: $n) { number } licenses(filter: $f, first: $first, after: $after) { totalCount } }`;

let hub: RunningHub;
let tokens: (string | null)[];
beforeAll(async () => {
  hub = await startHub();
  const region = '410200';
  tokens = [
    null,
    await hub.token({ role: 'service' }),
    await hub.token({ role: 'regulator', region }),
    await hub.token({ role: 'officer', region, department: 'food' }),
  ];
}, 60_000);
afterAll(() => hub.stop());
afterEach(async () => {
  // Whatever was sent, the next one is served.
  expect((await hub.ask('{ licenses(first: 1) { totalCount } }')).errors).toBeUndefined();
  expect(hub.output()).not.toMatch(/unexpected error|request failed|subgraph error/);
});

async function send(
  body: unknown,
  caller: number,
  headers: Record<string, string> = {},
): Promise<HttpExchange> {
  const token = tokens[caller % tokens.length];
  return exchange(`${hub.gateway}/graphql`, {
    body,
    headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
}

function expectTyped(answer: HttpExchange): void {
  expect({ status: answer.status, text: answer.text.slice(0, 600), slow: answer.ms > AT_MOST_MS }).toEqual({
    status: expect.any(Number),
    text: expect.stringMatching(/^\{"(data|errors)":/),
    slow: false,
  });
  expect(answer.status).toBeLessThan(500);
  for (const { extensions } of answer.errors) {
    expect(Object.keys(ERROR_CODES)).toContain(extensions.code);
    expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  }
}

/** Texts that have broken something somewhere: NUL, half pairs, right to left, four-byte names, templates, SQL. */
const poison = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '𠮷野家',
    '__proto__',
    'constructor',
    'toString',
    '%00',
    '${7*7}',
    '{{7*7}}',
    "' OR 1=1 --",
    '"; DROP TABLE x; --',
    '../../etc/passwd',
    '￿',
    'YZ-410200-2026-000001',
    'x'.repeat(10_000),
    '𝔘'.repeat(5_000),
  ),
);
const anything = fc.oneof(
  poison,
  fc.anything({
    withNullPrototype: false,
    key: poison,
    values: [poison, fc.double(), fc.boolean(), fc.constant(null)],
    maxDepth: 3,
  }),
  fc.constantFrom(1e308, -0, 2 ** 53, -1, 101, 501),
);
const caller = fc.nat({ max: 3 });

/** JSON of any value; what JSON has no word for is left out. */
const json = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null';

describe('whatever is sent to the gateway, it is answered in time with a typed refusal or with data', () => {
  test('for any JSON as the body', async () => {
    await fc.assert(
      fc.asyncProperty(anything, caller, async (value, who) => {
        expectTyped(await send(json(value), who, { 'content-type': 'application/json' }));
      }),
      { numRuns: 150 },
    );
  });

  test('for any bytes as the body', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), caller, async (bytes, who) => {
        expectTyped(await send(bytes, who, { 'content-type': 'application/json' }));
      }),
      { numRuns: 50 },
    );
  });

  test('for any values in the parameters of a request', async () => {
    const parameters = fc.record(
      {
        query: fc.oneof(anything, fc.constant(FULL)),
        variables: anything,
        operationName: anything,
        extensions: anything,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(parameters, caller, async (body, who) => {
        expectTyped(await send(json(body), who, { 'content-type': 'application/json' }));
      }),
      { numRuns: 150 },
    );
  });

  test('for any values of the variables', async () => {
    const filter = fc.oneof(
      anything,
      fc.dictionary(
        fc.constantFrom(
          'regionCode',
          'industryCode',
          'status',
          'department',
          'permitStatus',
          'expiresFrom',
          'expiresTo',
        ),
        anything,
        { noNullPrototype: true },
      ),
    );
    const variables = fc.record(
      { n: anything, f: filter, first: anything, after: anything },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(variables, caller, async (given, who) => {
        expectTyped(
          await send(json({ query: FULL, variables: given }), who, { 'content-type': 'application/json' }),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('for any text as the document, and any text in its arguments', async () => {
    const document = fc.oneof(
      poison,
      poison.map((text) => `{ compositeLicense(number: ${JSON.stringify(text)}) { number } }`),
      poison.map((text) => `{ licenses(after: """${text}""") { totalCount } }`),
      poison.map((text) => `{ licenses(filter: { industryCode: ${JSON.stringify(text)} }) { totalCount } }`),
      poison.map((text) => `query ${text} { __typename @${text} }`),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '(',
            ')',
            '...',
            'on',
            '@',
            '$',
            ':',
            '"""',
            'query',
            'fragment',
            'licenses',
            '#',
            '"',
            '!',
            '=',
            '[',
            '|',
            '&',
            '1e9',
            '\\u{110000}',
          ),
        )
        .map((tokens) => tokens.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(document, caller, async (query, who) => {
        expectTyped(await send({ query }, who));
      }),
      { numRuns: 200 },
    );
  });

  test('for any valid document, within the limits or beyond', async () => {
    const calls = {
      compositeLicense: `compositeLicense(number: "${hub.demoLicense}")`,
      licenses: 'licenses(first: 2, filter: { regionCode: "410200" })',
    };
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 6 }), caller, async (seed, depth, who) => {
        const { document, variables } = randomOperation(seed, {
          schema,
          calls,
          depth,
          aliases: 0.03,
          conditions: 0.1,
        });
        expectTyped(await send({ query: print(document), variables }, who));
      }),
      { numRuns: 120 },
    );
  });

  test.each([
    ['lists', `{"query":"{__typename}","variables":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`],
    ['objects', `{"query":"{__typename}","variables":${'{"x":'.repeat(30_000)}1${'}'.repeat(30_000)}}`],
    [
      'a filter of lists',
      `{"query":${JSON.stringify(FULL)},"variables":{"n":"x","f":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ],
    [
      'a date of lists',
      `{"query":${JSON.stringify(FULL)},"variables":{"n":"x","f":{"expiresFrom":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`,
    ],
    [
      'lists in the document',
      JSON.stringify({ query: `{ licenses(filter: ${'['.repeat(990)}${']'.repeat(990)}) { totalCount } }` }),
    ],
    ['fragments', JSON.stringify({ query: `{ ${'... { '.repeat(660)} __typename ${'}'.repeat(660)} }` })],
    [
      'a number of 400 digits',
      `{"query":${JSON.stringify(FULL)},"variables":{"n":${'9'.repeat(400)},"first":1e400}}`,
    ],
    [
      '10,000 variables',
      `{"query":"{__typename}","variables":{${Array.from({ length: 10_000 }, (_, i) => `"v${i}":${i}`).join()}}}`,
    ],
    [
      '__proto__',
      `{"query":${JSON.stringify(FULL)},"variables":{"__proto__":{"n":"x"},"constructor":{"prototype":{}}},"__proto__":{"query":"x"}}`,
    ],
  ])('for %s nested or repeated as far as a body goes', async (_, body) => {
    for (const who of [0, 1, 3]) {
      expectTyped(await send(body, who, { 'content-type': 'application/json' }));
    }
  });
});
