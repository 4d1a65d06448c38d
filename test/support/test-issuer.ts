import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose';

/** An OpenID Connect issuer on loopback: a discovery document, keys, and tokens. */
export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** Fetches of the discovery document and of the keys since the last reset. */
  readonly fetched: { discovery: number; keys: number };
  /** Makes and publishes a key; the last one signs. */
  addKey(algorithm?: 'EdDSA' | 'ES256' | 'RS256'): Promise<string>;
  /** Makes a key that signs and is not published yet. */
  addSecretKey(): Promise<string>;
  publish(): void;
  /** Publishes no key any more. */
  withdraw(): void;
  /** As an access token; `undefined` leaves a claim or header parameter out. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  /** The public key of the last one, as everybody has it. */
  publicPem(): Promise<string>;
  /** What it answers with: as it should, errors, another issuer's document, no JSON, a redirect, or nothing at all. */
  mode: 'good' | 'error' | 'other' | 'garbage' | 'redirect' | 'hang';
  resetCounters(): void;
  stop(): Promise<void>;
}

interface Key {
  kid: string;
  algorithm: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

export async function startTestIssuer(audience = 'urn:test-hub'): Promise<TestIssuer> {
  const keys: Key[] = [];
  let published: JWK[] = [];
  const server = createServer((request, response) => {
    const json = (value: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const isKeys = request.url === '/keys';
    test.fetched[isKeys ? 'keys' : 'discovery'] += 1;
    switch (test.mode) {
      case 'hang':
        return;
      case 'error':
        return void response.writeHead(500).end('out of order');
      case 'garbage':
        return void response.writeHead(200).end('<html>');
      case 'redirect':
        return void response.writeHead(302, { location: 'http://127.0.0.1:9/keys' }).end();
      case 'good':
      case 'other':
        break;
    }
    if (isKeys) return json({ keys: published });
    if (request.url !== '/.well-known/openid-configuration') return void response.writeHead(404).end();
    json({
      issuer: test.mode === 'other' ? 'https://evil.example' : test.issuer,
      jwks_uri: `${test.issuer}/keys`,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function makeKey(algorithm: string): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const kid = `key-${keys.length + 1}`;
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
    keys.push({ kid, algorithm, privateKey, publicKey, jwk });
    return kid;
  }
  const last = (): Key => {
    const key = keys.at(-1);
    if (!key) throw new Error('no key yet');
    return key;
  };

  const test: TestIssuer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    audience,
    fetched: { discovery: 0, keys: 0 },
    mode: 'good',
    async addKey(algorithm = 'ES256') {
      const kid = await makeKey(algorithm);
      test.publish();
      return kid;
    },
    addSecretKey: () => makeKey('ES256'),
    publish() {
      published = keys.map(({ jwk }) => jwk);
    },
    withdraw() {
      published = [];
    },
    token(claims = {}, header = {}) {
      const { kid, algorithm, privateKey } = last();
      const now = Math.floor(Date.now() / 1_000);
      const payload = {
        iss: test.issuer,
        aud: audience,
        sub: 'user',
        iat: now,
        exp: now + 600,
        role: 'service',
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid, ...header } as { alg: string })
        .sign(privateKey);
    },
    publicPem: () => exportSPKI(last().publicKey),
    resetCounters() {
      test.fetched.discovery = 0;
      test.fetched.keys = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return test;
}
