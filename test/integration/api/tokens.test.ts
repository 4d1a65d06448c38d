import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTokenForge, type TokenForge } from '../../support/forged-tokens.ts';
import { exchange, expectRefusal, type HttpExchange } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const LICENCE = '{ compositeLicense(number: "YZ-410200-2026-000001") { number } }';
const UNAUTHENTICATED = { status: 401, code: 'UNAUTHENTICATED' };

let hub: RunningHub;
let forge: TokenForge;
beforeAll(async () => {
  hub = await startHub();
  forge = await createTokenForge(hub.dataFolder);
}, 60_000);
afterAll(() => hub.stop());

function ask(authorization: string, query = LICENCE): Promise<HttpExchange> {
  return exchange(`${hub.gateway}/graphql`, { body: { query }, headers: { authorization } });
}

const seconds = (ahead: number) => Math.floor(Date.now() / 1_000) + ahead;

describe('a token', () => {
  test('as the hub issues it is accepted, within 60 s of the clock on either side', async () => {
    for (const claims of [
      {},
      { iat: seconds(50), nbf: seconds(50) },
      { iat: seconds(-600), exp: seconds(-50) },
    ]) {
      const answer = await ask(`Bearer ${await forge.signed(claims)}`);
      expect(answer).toMatchObject({ status: 200, data: { compositeLicense: { number: hub.demoLicense } } });
    }
  });

  test.each<[string, (forge: TokenForge) => Promise<string> | string, RegExp]>([
    ['expired', (f) => f.signed({ iat: seconds(-700), exp: seconds(-120) }), /it has expired/],
    ['issued more than a day ago', (f) => f.signed({ iat: seconds(-90_000) }), /it has expired/],
    ['not valid yet', (f) => f.signed({ nbf: seconds(120) }), /not valid yet/],
    ['issued in the future', (f) => f.signed({ iat: seconds(120), exp: seconds(900) }), /not valid yet/],
    ['an ID token', (f) => f.signed({}, { typ: 'JWT' }), /no access token/],
    ['a refresh token', (f) => f.signed({}, { typ: 'rt+jwt' }), /no access token/],
    ['of no type', (f) => f.signed({}, { typ: undefined }), /no access token/],
    ['for another hub', (f) => f.signed({ aud: 'urn:another' }), /not for this hub/],
    ['of another issuer', (f) => f.signed({ iss: 'https://example.org' }), /not for this hub/],
    ['without an end', (f) => f.signed({ exp: undefined }), /not for this hub/],
    ['without a beginning', (f) => f.signed({ iat: undefined }), /not/],
    ['without a subject', (f) => f.signed({ sub: undefined }), /not for this hub/],
    ['without a role', (f) => f.signed({ role: undefined }), /no role/],
    ['of an unknown role', (f) => f.signed({ role: 'admin' }), /no role/],
    ['of role anonymous', (f) => f.signed({ role: 'anonymous' }), /no role/],
    ['of several roles', (f) => f.signed({ role: ['regulator', 'service'] }), /no role/],
    ['forged with another key', (f) => f.byAnotherKey(), /signature or form/],
    ['forged with its key inside', (f) => f.withOwnKeyInside(), /signature or form/],
    ['of an unknown key', (f) => f.signed({}, { kid: 'another' }), /signature or form/],
    ['unsigned (alg none)', (f) => f.unsigned('none'), /signature or form/],
    ['unsigned (alg NONE)', (f) => f.unsigned('NONE'), /signature or form/],
    ['unsigned under the right name', (f) => f.unsigned('EdDSA'), /signature or form/],
    ['HS256 by the raw public key', (f) => f.hmacByPublicKey('RAW'), /signature or form/],
    ['HS256 by the public key’s PEM', (f) => f.hmacByPublicKey('PEM'), /signature or form/],
    ['HS256 by the published JWK', (f) => f.hmacByPublicKey('JWK'), /signature or form/],
    ['encrypted (JWE)', (f) => f.encrypted(), /signature or form/],
    ['cut', async (f) => (await f.signed()).slice(0, -10), /signature or form/],
    ['of two parts', async (f) => (await f.signed()).split('.').slice(0, 2).join('.'), /signature or form/],
    ['of four parts', async (f) => `${await f.signed()}.e30`, /signature or form/],
    [
      'changed in one letter',
      async (f) => (await f.signed()).replace(/.(?=\.[^.]*$)/, (c) => (c === 'A' ? 'B' : 'A')),
      /signature or form/,
    ],
    ['no token at all', () => 'x', /signature or form/],
    ['dots', () => '..', /signature or form/],
    ['12 kB long', async (f) => f.signed({ name: 'x'.repeat(9_000) }), /too long/],
    ['100 kB long', async (f) => f.signed({ name: 'x'.repeat(75_000) }), /too long/],
  ])('that is %s is UNAUTHENTICATED, whatever is asked for', async (_, make, reason) => {
    const token = await make(forge);
    for (const query of [LICENCE, '{ __typename }']) {
      const answer = await ask(`Bearer ${token}`, query);
      expectRefusal(answer, UNAUTHENTICATED);
      expect(answer.errors[0]?.message).toMatch(reason);
      expect(answer.errors[0]?.message).toMatch(/Sign in again/);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      if (token.length > 40) expect(answer.text).not.toContain(token.slice(0, 40));
    }
  });

  test('is not believed on after it was refused, nor refused after another was', async () => {
    const [good, bad] = [await forge.signed(), await forge.byAnotherKey()];
    for (const [token, status] of [
      [bad, 401],
      [good, 200],
      [bad, 401],
      [good, 200],
    ] as const) {
      expect((await ask(`Bearer ${token}`)).status).toBe(status);
    }
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer ', 'Bearer a b', 'Token x', ''])(
    'is looked for in a header of the form Bearer TOKEN only: %j',
    async (authorization) => {
      const answer = await ask(authorization);
      expectRefusal(answer, UNAUTHENTICATED);
    },
  );

  test('is accepted under any case of the scheme’s name', async () => {
    expect((await ask(`bEARER ${await forge.signed()}`)).status).toBe(200);
  });

  test.each(['access_token', 'token', 'id_token', 'authorization', 'jwt'])(
    'in the address (%s) is refused',
    async (name) => {
      const token = await forge.signed();
      for (const headers of [{}, { authorization: `Bearer ${token}` }] as Record<string, string>[]) {
        const answer = await exchange(`${hub.gateway}/graphql?${name}=${token}`, {
          body: { query: LICENCE },
          headers,
        });
        expectRefusal(answer, UNAUTHENTICATED);
        expect(answer.errors[0]?.message).toMatch(/authorization: Bearer/);
      }
    },
  );
});

describe('a request without a token', () => {
  test('is UNAUTHENTICATED for a licence and learns how to sign in', async () => {
    const answer = await exchange(`${hub.gateway}/graphql`, { body: { query: LICENCE } });
    expectRefusal(answer, UNAUTHENTICATED);
    expect(answer.errors[0]?.message).toMatch(/npm run token/);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.data).toBeUndefined();
  });

  test('may name itself anything in other headers', async () => {
    const headers = { 'x-user': 'root', 'x-role': 'service', 'x-scopes': 'finding:read', cookie: 'token=x' };
    expectRefusal(
      await exchange(`${hub.gateway}/graphql`, { body: { query: LICENCE }, headers }),
      UNAUTHENTICATED,
    );
  });

  test('with headers of 100 kB is HEADERS_TOO_LARGE', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${hub.gateway}/graphql`, {
        method: 'POST',
        headers: { 'x-long': 'x'.repeat(100_000) },
      });
      sent.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) as unknown }));
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toMatchObject({
      status: 431,
      body: { errors: [{ extensions: { code: 'HEADERS_TOO_LARGE' } }] },
    });
  });
});
