import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { exchange, expectRefusal, type HttpExchange } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

/** What a browser sends when somebody types the address. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const FOREIGN = { origin: 'https://evil.example' };

let open: RunningHub;
let production: RunningHub;
beforeAll(async () => {
  open = await startHub();
  production = await startHub({ environment: { NODE_ENV: 'production' } });
}, 120_000);
afterAll(async () => {
  await open.stop();
  await production.stop();
});

const visit = (hub: RunningHub, path: string, headers: Record<string, string> = {}, method = 'GET') =>
  exchange(`${hub.gateway}${path}`, { method, headers: { accept: BROWSER, ...headers } });

describe('/graphql in a browser', () => {
  let page: HttpExchange;
  beforeAll(async () => {
    page = await visit(open, '/graphql');
  });

  test('is an HTML page with ready-made tabs about the demo licence', () => {
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain(open.demoLicense);
    expect(page.text).toMatch(/compositeLicense\(number/);
    expect(page.text).toMatch(/licenses\(filter/);
  });

  test('loads nothing from elsewhere, and may not', () => {
    const loading =
      /<(?:script|link|img|iframe|base)\b[^>]*?\b(?:src|href)\s*=\s*["']?(?:https?:)?\/\/[^"'>\s]+/gi;
    expect(page.text.match(loading)).toBeNull();
    expect(page.text.match(/@import\s+(?:url\()?["']?https?:|url\(["']?https?:/gi)).toBeNull();
    const policy = new Map(
      (page.headers.get('content-security-policy') ?? '').split(';').map((rule) => {
        const [name = '', ...values] = rule.trim().split(' ');
        return [name, values];
      }),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect([...policy.values()].flat().filter((value) => /^(\*|https?:)/.test(value))).toEqual([]);
  });

  test('is sent once: afterwards by its tag alone, and packed', async () => {
    const etag = page.headers.get('etag') as string;
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    const again = await visit(open, '/graphql', { 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.get('etag')).toBe(etag);
    expect((await visit(open, '/graphql', { 'if-none-match': '"another"' })).status).toBe(200);
    const packed = await fetch(`${open.gateway}/graphql`, {
      headers: { accept: BROWSER, 'accept-encoding': 'gzip' },
    });
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(page.text.length / 2);
    expect(await packed.text()).toBe(page.text);
  });

  test('has a HEAD', async () => {
    expect(await visit(open, '/graphql', {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  test('is where the root leads', async () => {
    const answer = await visit(open, '/');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/graphql');
  });

  test.each(['application/json', 'application/graphql-response+json', '*/*', ''])(
    'is no page for who accepts %j',
    async (accept) => {
      expectRefusal(await visit(open, '/graphql', { accept }), { status: 400, code: 'CSRF' });
    },
  );

  test('is no page in production, not even somebody else’s', async () => {
    for (const path of ['/graphql', '/graphql?query={__typename}', '/']) {
      const answer = await visit(production, path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.text).not.toMatch(/<html|<script|apollographql/i);
    }
  });
});

describe('introspection', () => {
  const asked: [string, string][] = [
    ['whole', getIntrospectionQuery()],
    ['by alias', '{ harmless: __schema { types { name } } }'],
    ['of one type', '{ __type(name: "CompositeLicense") { name fields { name } } }'],
    ['in a fragment', '{ ...F } fragment F on Query { x: __type(name: "Query") { name } }'],
    [
      'in an inline fragment',
      '{ ... on Query { ... @include(if: true) { __schema { queryType { name } } } } }',
    ],
  ];

  test.each(asked)('%s is open by default, without a token', async (_, query) => {
    const answer = await exchange(`${open.gateway}/graphql`, { body: { query } });
    expect(answer).toMatchObject({ status: 200, errors: [] });
    expect(answer.text).toMatch(/Query|CompositeLicense/);
  });

  test.each(asked)(
    '%s is INTROSPECTION_DISABLED in production, with or without a token',
    async (_, query) => {
      const token = await production.token({ role: 'service' });
      for (const headers of [
        {},
        { authorization: `Bearer ${token}` },
        { accept: 'application/json' },
      ] as Record<string, string>[]) {
        const answer = await exchange(`${production.gateway}/graphql`, { body: { query }, headers });
        expectRefusal(answer, { status: 400, code: 'INTROSPECTION_DISABLED' });
        expect(answer.data).toBeUndefined();
        expect(answer.text).not.toMatch(/subPermits|LicenseConnection/);
      }
    },
  );

  test('leaves __typename alone', async () => {
    const answer = await exchange(`${production.gateway}/graphql`, { body: { query: '{ __typename }' } });
    expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });
});

describe('a hub in production', () => {
  test('answers a licence as any other', async () => {
    const answer = await production.ask('query ($n: ID!) { compositeLicense(number: $n) { status } }', {
      n: production.demoLicense,
    });
    expect(answer.data).toEqual({ compositeLicense: { status: 'VALID' } });
  });

  test('suggests nothing for a misspelt field or value', async () => {
    for (const query of [
      '{ licences { totalCount } }',
      '{ licenses(filter: { status: VALIT }) { totalCount } }',
    ]) {
      const answer = await exchange(`${production.gateway}/graphql`, { body: { query } });
      expect(answer).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
      });
      expect(answer.text).not.toMatch(/did you mean/i);
    }
  });
});

describe('what is served beside GraphQL', () => {
  test.each([
    ['/health', { status: 'up' }],
    ['/ready', { status: 'ready' }],
  ])('is %s, with a HEAD, kept by no cache', async (path, body) => {
    const answer = await visit(open, path);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject(body);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await visit(open, path, {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  test('is the public half of the issuer’s key', async () => {
    const { status, text } = await visit(open, '/.well-known/jwks.json');
    expect(status).toBe(200);
    const { keys } = JSON.parse(text) as { keys: Record<string, string>[] };
    expect(keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        x: expect.any(String),
        kid: expect.any(String),
      },
    ]);
  });

  test.each(['/nothing', '/graphql/', '/health/../run.json', '/.env', '/graphql.json'])(
    'is not %s: NOT_FOUND',
    async (path) => {
      expectRefusal(await visit(open, path), { status: 404, code: 'NOT_FOUND' });
    },
  );

  test.each(['/health', '/ready', '/.well-known/jwks.json', '/'])('is read-only: %s', async (path) => {
    const answer = await exchange(`${open.gateway}${path}`, { body: {} });
    expectRefusal(answer, { status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  test.each([
    ['GET', '/health'],
    ['GET', '/graphql'],
    ['GET', '/nothing'],
    ['POST', '/graphql'],
    ['OPTIONS', '/graphql'],
  ])('lets no other site in and does not say what it runs on: %s %s', async (method, path) => {
    const answer = await exchange(`${open.gateway}${path}`, {
      method,
      headers: { accept: BROWSER, ...FOREIGN, 'access-control-request-method': 'POST', host: 'evil.example' },
      ...(method === 'POST' ? { body: { query: '{ __typename }' } } : {}),
    });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const names = [...answer.headers.keys()];
    expect(names.filter((name) => name.startsWith('access-control-') || name === 'set-cookie')).toEqual([]);
    expect(names).not.toContain('x-powered-by');
    expect(names).not.toContain('server');
  });
});
