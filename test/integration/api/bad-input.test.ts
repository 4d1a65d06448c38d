import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  exchange,
  expectNothingInternal,
  expectRefusal,
  type HttpExchange,
} from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const BY_NUMBER = 'query ($number: ID!) { compositeLicense(number: $number) { number status } }';
const LIST = `query ($filter: LicenseFilter, $first: Int, $after: String) {
  licenses(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor } edges { cursor } }
}`;

let hub: RunningHub;
let regulator: string;
let service: string;
beforeAll(async () => {
  hub = await startHub();
  regulator = await hub.token({ role: 'regulator', region: '410200' });
  service = await hub.token({ role: 'service' });
}, 60_000);
afterAll(() => hub.stop());

function ask(query: string, variables: unknown, token = regulator): Promise<HttpExchange> {
  return exchange(`${hub.gateway}/graphql`, {
    body: { query, variables },
    headers: { authorization: `Bearer ${token}` },
  });
}

describe('a number', () => {
  test('that no licence has is LICENSE_NOT_FOUND at its place, data null, HTTP 200', async () => {
    const answer = await ask(BY_NUMBER, { number: 'YZ-410200-2026-999999' });
    expectRefusal(answer, { status: 200, code: 'LICENSE_NOT_FOUND' });
    expect(answer.data).toEqual({ compositeLicense: null });
    expect(answer.errors[0]?.path).toEqual(['compositeLicense']);
  });

  test.each([
    ['empty', ''],
    ['blank', '   '],
    ['SQL', `YZ-410200-2026-000001' OR '1'='1`],
    ['SQL with a comment', "'; DROP TABLE issuance.composite_licence; --"],
    ['a wildcard', 'YZ-410200-2026-00000%'],
    ['200 kB long', 'x'.repeat(200_000)],
    ['with a NUL', 'YZ-410200-2026-000001\0'],
    ['an emoji', '😀'],
    ['half a surrogate pair', '\ud800'],
    ['right to left', '\u202eYZ-410200-2026-000001'],
    ['a path', '../../etc/passwd'],
    ['a whole number', 410200],
  ])('that is %s is BAD_NUMBER', async (_, number) => {
    const answer = await ask(BY_NUMBER, { number });
    expectRefusal(answer, { status: 200, code: 'BAD_NUMBER' });
    expect(answer.errors[0]?.message).toContain('YZ-410200-2026-000001');
    expect(answer.errors[0]?.path).toEqual(['compositeLicense']);
  });

  test('of 1 MB is BODY_TOO_LARGE', async () => {
    expectRefusal(await ask(BY_NUMBER, { number: 'x'.repeat(1_000_000) }), {
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
  });

  test.each([[null], [{}], [[]], [true], [{ number: 'x' }], [1e400]])(
    'that is no text but %j does not fit',
    async (number) => {
      const answer = await ask(BY_NUMBER, { number });
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      expectNothingInternal(answer);
    },
  );

  test.each(['yz-410200-2026-000001', ' YZ-410200-2026-000001 ', 'ＹＺ-４１０２００-２０２６-０００００１'])(
    'that is the demo licence’s but written %j finds it',
    async (number) => {
      const answer = await ask(BY_NUMBER, { number });
      expect(answer.data).toEqual({ compositeLicense: { number: hub.demoLicense, status: 'VALID' } });
    },
  );
});

describe('a page size', () => {
  test.each([0, -1, 101, 500, 501, -2_147_483_648, 2_147_483_647])(
    'of %d is BAD_PAGE_SIZE',
    async (first) => {
      const answer = await ask(LIST, { first });
      expectRefusal(answer, { status: 200, code: 'BAD_PAGE_SIZE' });
      expect(answer.errors[0]?.message).toMatch(new RegExp(`${first};.*1 to 100`));
      expect(answer.errors[0]?.path).toEqual(['licenses']);
    },
  );

  test.each([0, 501, 1_000])(
    'of %d is BAD_PAGE_SIZE for role service, whose pages go to 500',
    async (first) => {
      const answer = await ask(LIST, { first }, service);
      expectRefusal(answer, { status: 200, code: 'BAD_PAGE_SIZE' });
      expect(answer.errors[0]?.message).toContain('1 to 500');
    },
  );

  test.each([1, 100])('of %d is served', async (first) => {
    expect((await ask(LIST, { first })).errors).toEqual([]);
  });

  test('of 500 is served to role service', async () => {
    expect((await ask(LIST, { first: 500 }, service)).errors).toEqual([]);
  });

  test.each([1.5, 'ten', 2_147_483_648, 1e20])('of %j does not fit', async (first) => {
    expect(await ask(LIST, { first })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

describe('a cursor', () => {
  let cursor: string;
  beforeAll(async () => {
    const answer = await ask(LIST, { first: 3, filter: { status: 'VALID' } });
    cursor = (answer.data as { licenses: { pageInfo: { endCursor: string } } }).licenses.pageInfo.endCursor;
  });

  test('continues its own list', async () => {
    expect((await ask(LIST, { first: 3, filter: { status: 'VALID' }, after: cursor })).errors).toEqual([]);
  });

  test.each<[string, (given: string) => string]>([
    ['empty', () => ''],
    ['any text', () => 'next'],
    ['SQL', () => "' OR 1=1 --"],
    ['half a surrogate pair', () => '\ud800'],
    ['damaged at its end', (given) => given.slice(0, -1) + (given.endsWith('A') ? 'B' : 'A')],
    ['damaged at its beginning', (given) => `A${given.slice(1)}`],
    ['cut', (given) => given.slice(0, -4)],
    ['longer', (given) => `${given}=`],
    ['doubled', (given) => given + given],
    [
      'forged: another position under the old seal',
      (given) =>
        `${Buffer.from('1794000000123:YZ-410200-2026-000001').toString('base64url')}.${given.split('.')[1]}`,
    ],
    ['plain, without a seal', () => Buffer.from('1794000000123:YZ-410200-2026-000001').toString('base64url')],
  ])('that is %s is BAD_CURSOR', async (_, change) => {
    const answer = await ask(LIST, { filter: { status: 'VALID' }, after: change(cursor) });
    expectRefusal(answer, { status: 200, code: 'BAD_CURSOR' });
    expect(answer.errors[0]?.message).toContain('endCursor');
  });

  test.each([[null], [{}], [{ status: 'PARTIAL' }], [{ status: 'VALID', regionCode: '410204' }]])(
    'is BAD_CURSOR with another filter: %j',
    async (filter) => {
      expectRefusal(await ask(LIST, { filter, after: cursor }), { status: 200, code: 'BAD_CURSOR' });
    },
  );
});

describe('a filter', () => {
  test.each([
    [{ regionCode: '4102' }],
    [{ regionCode: "' OR 1=1" }],
    [{ industryCode: 'KF-01\0' }],
    [{ industryCode: '\udfff' }],
    [{ industryCode: '' }],
    [{ expiresFrom: '2026-02-30' }],
    [{ expiresTo: 'tomorrow' }],
    [{ expiresTo: { gte: '2026-01-01' } }],
  ])('with %j is BAD_FILTER, by the name of its field', async (filter) => {
    const answer = await ask(LIST, { filter });
    expectRefusal(answer, { status: 200, code: 'BAD_FILTER' });
    expect(answer.errors[0]?.message).toMatch(new RegExp(`^filter\\.${Object.keys(filter)[0]}: Send `));
  });

  test.each([[{ status: 'VALIT' }], [{ regionCod: '410200' }], [{ department: 'police' }], ['VALID']])(
    'with %j does not fit, and the names that exist are not told',
    async (filter) => {
      const answer = await ask(LIST, { filter });
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
      expect(answer.text).not.toMatch(/did you mean/i);
      expectNothingInternal(answer);
    },
  );
});
