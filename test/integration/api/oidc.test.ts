import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openLocalIssuer } from '../../../gateway/sign-in/local-issuer.ts';
import { eventually } from '../../support/eventually.ts';
import { exchange, expectRefusal, type HttpExchange } from '../../support/http-exchange.ts';
import { createDataFolder, startHub, type RunningHub } from '../../support/running-hub.ts';
import { startCommand } from '../../support/started-command.ts';
import { startTestIssuer, type TestIssuer } from '../../support/test-issuer.ts';

const LICENCE = '{ compositeLicense(number: "YZ-410200-2026-000001") { number } }';
const UNAUTHENTICATED = { status: 401, code: 'UNAUTHENTICATED' };

let issuer: TestIssuer;
let folder: string;
let hub: RunningHub;
beforeAll(async () => {
  issuer = await startTestIssuer();
  // Out of order while the hub starts: that must not keep it from starting.
  issuer.mode = 'error';
  await issuer.addKey('RS256');
  // A key of a local issuer is there, as in a hub that was tried out before.
  folder = createDataFolder();
  mkdirSync(join(folder, 'data'));
  await openLocalIssuer(join(folder, 'data'), { create: true });
  hub = await startHub({
    dataFolder: folder,
    environment: {
      NODE_ENV: 'production',
      OIDC_ISSUER: issuer.issuer,
      OIDC_AUDIENCE: issuer.audience,
      OIDC_ROLE_CLAIM: 'realm_access.roles',
      OIDC_REGION_CLAIM: 'https://hub.example/region',
    },
  });
}, 60_000);
afterAll(async () => {
  await hub.stop();
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ROLES = { realm_access: { roles: ['offline_access', 'service', 'portal-user'] } };

async function ask(token: string | Promise<string>, query = LICENCE): Promise<HttpExchange> {
  return exchange(`${hub.gateway}/graphql`, {
    body: { query },
    headers: { authorization: `Bearer ${await token}` },
  });
}

describe('a sign-in service of one’s own', () => {
  test('that cannot be reached yet is no reason to throw tokens away: 503, until it is there', async () => {
    const token = await issuer.token(ROLES);
    const answer = await ask(token);
    expectRefusal(answer, { status: 503, code: 'SERVICE_UNAVAILABLE' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    issuer.mode = 'good';
    await eventually(
      async () => expect((await ask(token)).data).toEqual({ compositeLicense: { number: hub.demoLicense } }),
      15_000,
    );
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ['of another audience', () => issuer.token({ ...ROLES, aud: 'urn:another' }), /not for this hub/],
    ['of another issuer', () => issuer.token({ ...ROLES, iss: 'https://evil.example' }), /not for this hub/],
    ['an ID token', () => issuer.token(ROLES, { typ: 'JWT' }), /no access token/],
    ['a refresh token', () => issuer.token(ROLES, { typ: 'rt+jwt' }), /no access token/],
    [
      'without a role of the hub',
      () => issuer.token({ realm_access: { roles: ['portal-user'] } }),
      /no role/,
    ],
    ['with a role under another claim', () => issuer.token({ role: 'service' }), /no role/],
    [
      'with two roles of the hub',
      () => issuer.token({ realm_access: { roles: ['clerk', 'service'] } }),
      /no role/,
    ],
    ['expired', () => issuer.token({ ...ROLES, iat: 1_000_000, exp: 1_000_600 }), /expired/],
    ['of the local issuer, in production', async () => hub.token({ role: 'service' }), /not for this hub/],
    [
      'HS256 by the public key (RS256)',
      async () => {
        const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const good = (await issuer.token(ROLES)).split('.')[1] ?? '';
        const signed = `${part({ alg: 'HS256', typ: 'at+jwt', kid: 'key-1' })}.${good}`;
        const signature = createHmac('sha256', await issuer.publicPem())
          .update(signed)
          .digest('base64url');
        return `${signed}.${signature}`;
      },
      /signature or form/,
    ],
    [
      'unsigned',
      async () => {
        const [, payload] = (await issuer.token(ROLES)).split('.');
        return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
      },
      /signature or form/,
    ],
  ])('is not believed in a token that is %s', async (_, make, reason) => {
    const answer = await ask(make());
    expectRefusal(answer, UNAUTHENTICATED);
    expect(answer.errors[0]?.message).toMatch(reason);
  });

  test('says region and role under the claims that are configured', async () => {
    const claims = (region: string) => ({
      realm_access: { roles: ['regulator'] },
      'https://hub.example/region': region,
    });
    expect((await ask(issuer.token(claims('410000')))).data).toEqual({
      compositeLicense: { number: hub.demoLicense },
    });
    expectRefusal(await ask(issuer.token(claims('150300'))), { status: 200, code: 'LICENSE_NOT_FOUND' });
  });

  test('is asked for an unknown key once in 30 s at most, and the known ones go on while it is away', async () => {
    const good = await issuer.token(ROLES);
    expect((await ask(good)).status).toBe(200);
    issuer.resetCounters();
    issuer.mode = 'hang';
    const forged = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        ask(issuer.token({ ...ROLES, jti: String(n) }, { kid: `unknown-${n}` })),
      ),
    );
    for (const answer of forged) expectRefusal(answer, UNAUTHENTICATED);
    const from = performance.now();
    expect((await ask(issuer.token({ ...ROLES, jti: randomUUID() }))).status).toBe(200);
    expect(performance.now() - from).toBeLessThan(1_500);
    expect(issuer.fetched.keys + issuer.fetched.discovery).toBeLessThanOrEqual(1);
    issuer.mode = 'good';
  });

  test('ends a token, a session or all tokens of a subject: 401 within seconds', async () => {
    const [one, session, subject, other] = await Promise.all([
      issuer.token({ ...ROLES, jti: 'jti-1' }),
      issuer.token({ ...ROLES, jti: 'jti-2', sid: 'session-1' }),
      issuer.token({ ...ROLES, jti: 'jti-3', sub: 'left-us' }),
      issuer.token({ ...ROLES, jti: 'jti-4', sid: 'session-2', sub: 'still-here' }),
    ]);
    for (const token of [one, session, subject, other]) expect((await ask(token)).status).toBe(200);
    for (const args of [[one], ['--sid', 'session-1'], ['--sub', 'left-us']]) {
      const command = startCommand(process.execPath, ['deploy/token-revoke.ts', ...args], {
        environment: { DATA_DIR: hub.dataFolder },
      });
      expect([await command.ended, command.err]).toEqual([0, '']);
      expect(command.out).toContain(join(hub.dataFolder, 'revoked-tokens.jsonl'));
    }
    await eventually(async () => {
      for (const token of [one, session, subject]) {
        const answer = await ask(token);
        expectRefusal(answer, UNAUTHENTICATED);
        expect(answer.errors[0]?.message).toMatch(/revoked/);
      }
    }, 20_000);
    expect((await ask(other)).status).toBe(200);
  });
});

test('in production the local issuer’s key is not even published', async () => {
  expect((await exchange(`${hub.gateway}/.well-known/jwks.json`, { method: 'GET' })).status).toBe(404);
});
