import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, expectRefusal, type HttpExchange } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

/** Small enough to be used up within a test. */
const BUDGET = { anonymous: 600, signedIn: 4_000 };
const PAGE =
  'licenses(first: 100) { edges { node { number status holder { name } subPermits { number freshness { state } } } } }';
const TOO_MANY = { status: 429, code: 'TOO_MANY_REQUESTS' };

let hub: RunningHub;
beforeAll(async () => {
  hub = await startHub({
    environment: {
      BUDGET_ANONYMOUS: String(BUDGET.anonymous),
      BUDGET_SIGNED_IN: String(BUDGET.signedIn),
    },
  });
}, 60_000);
afterAll(() => hub.stop());

let users = 0;
/** Sends as a new caller with its own budget. */
async function newCaller(role: 'regulator' | 'service' = 'regulator') {
  users += 1;
  const token = await hub.token({ role, id: `user-${users}`, region: '410000' });
  return (query: string, headers: Record<string, string> = {}): Promise<HttpExchange> =>
    exchange(`${hub.gateway}/graphql`, {
      body: { query },
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
}

async function wireCalls(): Promise<number> {
  const counts = await Promise.all(
    ['food', 'health', 'culture', 'tobacco'].map((code) =>
      hub.control<{ requests: number }>('GET', `${code}/stats`),
    ),
  );
  return counts.reduce((sum, { requests }) => sum + requests, 0);
}

function expectToWait(answer: HttpExchange): void {
  expectRefusal(answer, TOO_MANY);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
}

describe('an operation', () => {
  test('of a list without a page size is a page of 20', async () => {
    const ask = await newCaller('service');
    const answer = await ask('{ licenses { totalCount edges { node { number } } } }');
    const { licenses } = answer.data as { licenses: { totalCount: number; edges: unknown[] } };
    expect(licenses.totalCount).toBeGreaterThan(50);
    expect(licenses.edges).toHaveLength(20);
  });

  test.each(['application/json', 'application/graphql-response+json'])(
    'that costs too much is LIMIT_COST with its cost, and no department is asked (%s)',
    async (accept) => {
      const ask = await newCaller();
      const before = await wireCalls();
      const answer = await ask(`{ a: ${PAGE} b: ${PAGE} c: ${PAGE} }`, { accept });
      expectRefusal(answer, { status: 400, code: 'LIMIT_COST' });
      // A page: itself, and for each of 100 rows edge, licence, its status (5), holder, and 5 permits with freshness.
      expect(answer.errors[0]?.extensions).toEqual({
        code: 'LIMIT_COST',
        cost: 3 * (1 + 100 * (1 + 1 + 5 + 1 + 10)),
        mostCost: 5_000,
      });
      expect(await wireCalls()).toBe(before);
    },
  );

  test('may cost five times as much for a service', async () => {
    const ask = await newCaller('service');
    const small = PAGE.replace('100', '2');
    expect((await ask(`{ a: ${small} b: ${small} c: ${small} }`)).status).toBe(200);
    expect((await ask(`{ a: ${PAGE} b: ${PAGE} c: ${PAGE} }`)).errors).toEqual([]);
    const answer = await ask(
      `{ a: ${PAGE.replace('100', '500')} b: ${PAGE.replace('100', '500')} c: ${PAGE.replace('100', '500')} }`,
    );
    expectRefusal(answer, { status: 400, code: 'LIMIT_COST' });
    expect(answer.errors[0]?.extensions.mostCost).toBe(25_000);
  });

  test('with a page larger than any is still told so by the list itself', async () => {
    const ask = await newCaller();
    const answer = await ask('{ licenses(first: 1000000) { edges { node { number } } } }');
    expectRefusal(answer, { status: 200, code: 'BAD_PAGE_SIZE' });
  });

  test('that is not signed in is told to sign in, whatever it costs', async () => {
    const answer = await exchange(`${hub.gateway}/graphql`, { body: { query: `{ a: ${PAGE} b: ${PAGE} }` } });
    expectRefusal(answer, { status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe('a caller', () => {
  test('has a budget of cost, not of requests; beyond it, it alone is told to wait', async () => {
    const [cheap, dear, other] = [await newCaller(), await newCaller(), await newCaller()];
    for (let n = 0; n < 100; n += 1) expect((await cheap('{ __typename }')).status).toBe(200);
    let served = 0;
    let answer = await dear('{ licenses(first: 100) { edges { node { number } } } }');
    while (answer.status === 200 && served < 100) {
      served += 1;
      answer = await dear('{ licenses(first: 100) { edges { node { number } } } }');
    }
    expectToWait(answer);
    expect(served).toBeLessThan(30);
    expect(served).toBeGreaterThanOrEqual(Math.floor(BUDGET.signedIn / 211));
    expect((await cheap('{ __typename }')).status).toBe(200);
    expect((await other('{ __typename }')).status).toBe(200);
  });

  test('who asks for 100 licences that do not exist is taken for a guesser, and told to wait', async () => {
    const [guesser, other] = [await newCaller('service'), await newCaller('service')];
    const guess = (round: number) =>
      `{ ${Array.from({ length: 15 }, (_, n) => `a${n}: compositeLicense(number: "YZ-410200-2026-9${String(round * 15 + n).padStart(5, '0')}") { number }`).join(' ')} }`;
    for (let round = 0; round < 7; round += 1) {
      const answer = await guesser(guess(round));
      expect(answer.status).toBe(200);
      expect(new Set(answer.errors.map(({ extensions }) => extensions.code))).toEqual(
        new Set(['LICENSE_NOT_FOUND']),
      );
    }
    const answer = await guesser(guess(7));
    expectToWait(answer);
    expect(answer.errors[0]?.message).toMatch(/licence numbers/);
    expect((await other(guess(7))).status).toBe(200);
  });
});

test('anonymous requests count for the address that they come from, whatever they say of it', async () => {
  const send = (forwarded: string, authorization?: string) =>
    exchange(`${hub.gateway}/graphql`, {
      body: { query: '{ __typename }' },
      headers: {
        'x-forwarded-for': forwarded,
        forwarded: `for=${forwarded}`,
        'x-real-ip': forwarded,
        ...(authorization ? { authorization } : {}),
      },
    });
  let answer = await send('192.0.2.1');
  // Tokens that are none count too: nobody may try them for nothing.
  for (let n = 0; n < 100 && answer.status !== 429; n += 1) {
    answer = await send(`192.0.2.${n}`, n % 2 === 0 ? 'Bearer nonsense' : undefined);
  }
  expectToWait(answer);
  const signedIn = await newCaller();
  expect((await signedIn('{ __typename }')).status).toBe(200);
});
