import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { pino } from 'pino';
import { createRemoteKeys } from '../../../gateway/sign-in/remote-keys.ts';
import { eventually } from '../../support/eventually.ts';
import { startTestIssuer, type TestIssuer } from '../../support/test-issuer.ts';

const log = pino({ level: 'silent' });
let issuer: TestIssuer;
let now: number;
beforeEach(async () => {
  issuer = await startTestIssuer();
  await issuer.addKey();
  now = 1_000_000;
});
afterEach(() => issuer.stop());

function createKeys() {
  const keys = createRemoteKeys({ issuer: issuer.issuer, log, now: () => now });
  return async () => {
    try {
      await jwtVerify(await issuer.token(), keys);
      return 'believed';
    } catch (error) {
      return (
        (error as { extensions?: { code?: string } }).extensions?.code ?? (error as { code: string }).code
      );
    }
  };
}

describe('the keys of an issuer', () => {
  test.each(['EdDSA', 'ES256', 'RS256'] as const)('verify what it signs by %s', async (algorithm) => {
    await issuer.addKey(algorithm);
    expect(await createKeys()()).toBe('believed');
  });

  test('are fetched once, for however many', async () => {
    const verify = createKeys();
    expect(new Set(await Promise.all(Array.from({ length: 10 }, verify)))).toEqual(new Set(['believed']));
    expect(issuer.fetched).toEqual({ discovery: 1, keys: 1 });
  });

  test('that are new are found, once in 30 s', async () => {
    const verify = createKeys();
    await verify();
    await issuer.addSecretKey();
    expect(await verify()).toBe('ERR_JWKS_NO_MATCHING_KEY');
    now += 29_000;
    issuer.publish();
    expect(await verify()).toBe('ERR_JWKS_NO_MATCHING_KEY');
    expect(issuer.fetched.keys).toBe(1);
    now += 2_000;
    expect(await verify()).toBe('believed');
    expect(issuer.fetched).toEqual({ discovery: 1, keys: 2 });
  });

  test.each(['error', 'garbage', 'redirect'] as const)(
    'that are there go on while the issuer answers with %s, and it is asked once in 30 s',
    async (mode) => {
      const verify = createKeys();
      await verify();
      issuer.mode = mode;
      issuer.resetCounters();
      for (let minute = 0; minute < 20; minute += 1) {
        now += 60_000;
        expect(await verify()).toBe('believed');
        await eventually(() =>
          expect(issuer.fetched.keys + issuer.fetched.discovery).toBeLessThanOrEqual(minute + 1),
        );
      }
      expect(issuer.fetched.keys + issuer.fetched.discovery).toBeGreaterThanOrEqual(5);
    },
  );

  test('that are withdrawn are believed ten minutes at most', async () => {
    const verify = createKeys();
    await verify();
    issuer.withdraw();
    now += 9 * 60_000;
    expect(await verify()).toBe('believed');
    now += 60_001;
    // The first to find them old still goes on with them: they are looked for beside the requests.
    await eventually(async () => expect(await verify()).toBe('ERR_JWKS_NO_MATCHING_KEY'));
  });

  test.each(['error', 'garbage', 'redirect', 'other'] as const)(
    'are none where it answers with %s: nobody can tell, so SERVICE_UNAVAILABLE',
    async (mode) => {
      issuer.mode = mode;
      const verify = createKeys();
      expect(await verify()).toBe('SERVICE_UNAVAILABLE');
      expect(await verify()).toBe('SERVICE_UNAVAILABLE');
      expect(issuer.fetched.discovery).toBe(1);
      issuer.mode = 'good';
      now += 5_001;
      expect(await verify()).toBe('believed');
    },
  );
});
