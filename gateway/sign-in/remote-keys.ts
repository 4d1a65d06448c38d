import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { discoverKeys, fetchIssuerDocument } from './issuer-document.ts';

export interface RemoteKeysOptions {
  /** As in its tokens. */
  issuer: string;
  log: Logger;
  /** Monotonic, milliseconds; tests move it. */
  now?: () => number;
}

/** Keys older than this are looked for again, beside the requests. */
const FRESH_MS = 600_000;
/** Whatever is asked for, the issuer is asked no more often than this. */
const COOLDOWN_MS = 30_000;
/** While there are no keys at all nobody can sign in: then more often. */
const COOLDOWN_WITHOUT_KEYS_MS = 5_000;

/**
 * The keys of an issuer, found by its discovery document and kept in memory. One that cannot be reached costs nobody who
 * is known: the keys that are there go on. A key that is not among them is looked for once in 30 s, however many tokens
 * name one.
 */
export function createRemoteKeys({
  issuer,
  log,
  now = () => performance.now(),
}: RemoteKeysOptions): JWTVerifyGetKey {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let address: URL | undefined;
  let refreshedAt = -Infinity;
  let triedAt = -Infinity;
  let underWay: Promise<boolean> | undefined;

  async function fetchKeys(): Promise<boolean> {
    try {
      address ??= await discoverKeys(issuer);
      keys = createLocalJWKSet((await fetchIssuerDocument(address)) as unknown as JSONWebKeySet);
      refreshedAt = now();
      return true;
    } catch (error) {
      // They may have moved.
      address = undefined;
      log.warn({ issuer, err: error, haveKeys: keys !== undefined }, 'keys of the issuer not refreshed');
      return false;
    }
  }

  /** @returns whether there are newer keys */
  function refresh(): Promise<boolean> {
    if (underWay) return underWay;
    if (now() - triedAt < (keys ? COOLDOWN_MS : COOLDOWN_WITHOUT_KEYS_MS)) return Promise.resolve(false);
    triedAt = now();
    underWay = fetchKeys().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  return async (header, token) => {
    if (!keys) await refresh();
    else if (now() - refreshedAt > FRESH_MS) void refresh();
    if (!keys) {
      // Whether the token is good cannot be known: its owner must not be told to throw it away.
      throw hubError(
        'SERVICE_UNAVAILABLE',
        'The keys of your sign-in service cannot be read. Try again in some seconds.',
      );
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await refresh())) throw error;
      return keys(header, token);
    }
  };
}
