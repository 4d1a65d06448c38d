import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { v4 as uuid } from 'uuid';
import type { Caller } from '../../subgraphs/domain/caller.ts';

export const LOCAL_ISSUER = 'urn:one-licence-hub:local';
export const AUDIENCE = 'urn:one-licence-hub';
const KEY_FILE = 'issuer-key.json';
const DEFAULT_EXPIRES_IN_SECONDS = 3_600;

export interface LocalIssuer {
  /** Public keys, as served under `/.well-known/jwks.json`. */
  readonly keys: JSONWebKeySet;
  /** @param expiresInSeconds negative for a token that has expired already (tests) */
  issue(
    caller: Omit<Caller, 'id'> & { id: string; name?: string },
    expiresInSeconds?: number,
  ): Promise<string>;
}

/**
 * The issuer of a hub that has no sign-in service of its own: one Ed25519 key in the data folder, made at the first
 * start and readable by its owner only.
 * @throws Error where `create` is false and there is no key yet
 */
export async function openLocalIssuer(
  dataFolder: string,
  { create }: { create: boolean },
): Promise<LocalIssuer> {
  const file = join(dataFolder, KEY_FILE);
  const privateJwk = (await readKey(file)) ?? (create ? await makeKey(file) : undefined);
  if (!privateJwk) {
    throw new Error(
      `No key of the local issuer in ${dataFolder}. Start the hub once with this DATA_DIR: npm start`,
    );
  }
  const key = await importJWK(privateJwk, 'EdDSA');
  const { d: _secret, ...publicJwk } = privateJwk;
  return {
    keys: { keys: [publicJwk] },
    issue({ id, name, ...claims }, expiresInSeconds = DEFAULT_EXPIRES_IN_SECONDS) {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ ...claims, ...(name === undefined ? {} : { name }) })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: publicJwk.kid ?? '' })
        .setIssuer(LOCAL_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(id)
        .setJti(uuid())
        .setIssuedAt(Math.min(now, now + expiresInSeconds))
        .setExpirationTime(now + expiresInSeconds)
        .sign(key);
    },
  };
}

async function readKey(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The local issuer's key ${file} cannot be read: ${(error as Error).message}`);
  }
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid: uuid(), alg: 'EdDSA', use: 'sig' };
  // Written whole or not at all: a start killed in between must not leave half a key.
  await writeFile(`${file}.new`, JSON.stringify(jwk), { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return jwk;
}
