import {
  createLocalJWKSet,
  createRemoteJWKSet,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { ROLES, type Caller } from '../../subgraphs/domain/caller.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';

export interface TokenVerifierOptions {
  /** Keys of the issuer, or where they are published. */
  keys: JSONWebKeySet | URL;
  issuer: string;
  audience: string;
}

/** @throws GraphQLError UNAUTHENTICATED */
export type TokenVerifier = (token: string) => Promise<Caller>;

/** Pinned: a token can neither choose a weaker algorithm nor pass off the public key as a shared secret. */
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
/** Access tokens only (RFC 9068): an ID token or refresh token of the same issuer is refused. */
const TYPE = 'at+jwt';
const CLOCK_TOLERANCE_SECONDS = 60;
const MOST_CHARACTERS = 8_192;
/** A verified token is believed this long without another signature check, milliseconds. */
const KEPT_MS = 60_000;
const MOST_KEPT = 10_000;

export function createTokenVerifier({ keys, issuer, audience }: TokenVerifierOptions): TokenVerifier {
  const getKey: JWTVerifyGetKey =
    keys instanceof URL
      ? createRemoteJWKSet(keys, { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 2_000 })
      : createLocalJWKSet(keys);
  const kept = new Map<string, { caller: Caller; until: number }>();

  return async (token) => {
    const known = kept.get(token);
    if (known && known.until > Date.now()) return known.caller;
    if (token.length > MOST_CHARACTERS) throw refused('it is too long to be one of ours');
    let payload;
    try {
      ({ payload } = await jwtVerify(token, getKey, {
        issuer,
        audience,
        typ: TYPE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
        // With the tolerance, also refuses a token issued in the future.
        maxTokenAge: '1d',
      }));
    } catch (error) {
      throw refused(reasonOf(error));
    }
    const caller = toCaller(payload);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(token, { caller, until: Math.min(Date.now() + KEPT_MS, (payload.exp ?? 0) * 1_000) });
    return caller;
  };
}

function toCaller(payload: Record<string, unknown>): Caller {
  const role = ROLES.find((known) => known === payload.role);
  if (!role) throw refused('it names no role of the hub');
  return {
    role,
    id: String(payload.sub),
    ...text('region', payload.region),
    ...text('department', payload.department),
    ...text('authority', payload.authority),
    ...text('uscc', payload.uscc),
  };
}

function text<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<Name, string>) : {};
}

function reasonOf(error: unknown): string {
  const { code, claim } = error as { code?: string; claim?: string };
  switch (code) {
    case 'ERR_JWT_EXPIRED':
      return 'it has expired';
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      if (claim === 'nbf' || claim === 'iat') return 'it is not valid yet, by the clock of this hub';
      return claim === 'typ' ? 'it is no access token' : 'it is not for this hub';
    case 'ERR_JWKS_TIMEOUT':
      return 'its issuer does not answer';
    default:
      return 'its signature or form is wrong';
  }
}

function refused(reason: string) {
  return hubError(
    'UNAUTHENTICATED',
    `The token is not accepted: ${reason}. Sign in again and send authorization: Bearer TOKEN.`,
  );
}
