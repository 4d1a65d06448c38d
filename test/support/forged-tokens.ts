import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactEncrypt, SignJWT, exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK } from 'jose';
import { AUDIENCE, LOCAL_ISSUER } from '../../gateway/sign-in/local-issuer.ts';

/** Tokens of a hub, good but for one thing each. */
export interface TokenForge {
  /** As the hub issues them, with claims and header changed; `undefined` leaves one out. */
  signed(claims?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  byAnotherKey(): Promise<string>;
  /** The attacker's key travels in the header and asks to be believed. */
  withOwnKeyInside(): Promise<string>;
  unsigned(algorithm: string): string;
  /** The public key, which everybody has, passed off as a shared secret. */
  hmacByPublicKey(form: 'RAW' | 'PEM' | 'JWK'): Promise<string>;
  encrypted(): Promise<string>;
}

/** @param dataFolder of a running hub; its key signs */
export async function createTokenForge(dataFolder: string): Promise<TokenForge> {
  const jwk = JSON.parse(readFileSync(join(dataFolder, 'issuer-key.json'), 'utf8')) as JWK;
  const { d: _secret, ...publicJwk } = jwk;
  const key = await importJWK(jwk, 'EdDSA');
  const goodHeader = { alg: 'EdDSA', typ: 'at+jwt', kid: jwk.kid as string };

  function goodClaims(): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1_000);
    const caller = { sub: 'forger', role: 'regulator', region: '410200' };
    return { iss: LOCAL_ISSUER, aud: AUDIENCE, iat: now, exp: now + 600, ...caller };
  }

  function sign(signer: Parameters<SignJWT['sign']>[0], claims = {}, header = {}): Promise<string> {
    const given = Object.entries({ ...goodClaims(), ...claims }).filter(([, value]) => value !== undefined);
    return new SignJWT(Object.fromEntries(given))
      .setProtectedHeader({ ...goodHeader, ...header })
      .sign(signer);
  }

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsignedPart = (alg: string) => `${encoded({ ...goodHeader, alg })}.${encoded(goodClaims())}`;

  return {
    signed: (claims, header) => sign(key, claims, header),
    async byAnotherKey() {
      return sign((await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey);
    },
    async withOwnKeyInside() {
      const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      return sign(pair.privateKey, {}, { jwk: await exportJWK(pair.publicKey), kid: undefined });
    },
    unsigned: (algorithm) => `${unsignedPart(algorithm)}.`,
    async hmacByPublicKey(form) {
      const secret = {
        RAW: Buffer.from(publicJwk.x as string, 'base64url'),
        PEM: await exportSPKI((await importJWK(publicJwk, 'EdDSA', { extractable: true })) as never),
        JWK: JSON.stringify(publicJwk),
      }[form];
      const part = unsignedPart('HS256');
      return `${part}.${createHmac('sha256', secret).update(part).digest('base64url')}`;
    },
    encrypted() {
      return new CompactEncrypt(Buffer.from(JSON.stringify(goodClaims())))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt' })
        .encrypt(new Uint8Array(32));
    },
  };
}
