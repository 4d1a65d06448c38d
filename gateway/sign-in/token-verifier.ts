import { decodeJwt, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { GraphQLError } from 'graphql';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import { readCaller, type ClaimNames } from './claim-names.ts';
import type { RevokedTokens, TokenIdentity } from './revoked-tokens.ts';

/** Who may sign callers in. */
export interface TrustedIssuer {
  /** As in its tokens. */
  issuer: string;
  audience: string;
  keys: JWTVerifyGetKey;
  claims: ClaimNames;
}

/** @throws GraphQLError UNAUTHENTICATED; SERVICE_UNAVAILABLE where nobody can tell */
export type TokenVerifier = (token: string) => Promise<Caller>;

/** Pinned: a token can neither choose a weaker algorithm nor pass off the public key as a shared secret. */
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
/** Access tokens only (RFC 9068): an ID token or refresh token of the same issuer is refused. */
const TYPE = 'at+jwt';
const CLOCK_TOLERANCE_SECONDS = 60;
/** No token is believed longer than this after it was issued, whatever it says of its end. */
export const MOST_AGE_SECONDS = 24 * 60 * 60;
const MOST_CHARACTERS = 8_192;
/** A verified token is believed this long without another signature check, milliseconds. */
const KEPT_MS = 60_000;
const MOST_KEPT = 10_000;

interface Kept {
  caller: Caller;
  /** Monotonic: a clock that is set back must not make it last. */
  until: number;
}

export function createTokenVerifier(
  issuers: readonly TrustedIssuer[],
  revoked?: RevokedTokens,
): TokenVerifier {
  const byName = new Map(issuers.map((each) => [each.issuer, each]));
  const kept = new Map<string, Kept>();
  revoked?.onChange(() => kept.clear());

  return async (token) => {
    const known = kept.get(token);
    if (known && known.until > performance.now()) return known.caller;
    if (token.length > MOST_CHARACTERS) throw refused('it is too long to be one of ours');
    const { caller, payload } = await verify(token);
    if (revoked?.isRevoked(payload as TokenIdentity)) throw refused('it has been revoked');
    if (kept.size >= MOST_KEPT) kept.clear();
    const leftMs = (payload.exp ?? 0) * 1_000 - Date.now();
    kept.set(token, { caller, until: performance.now() + Math.min(KEPT_MS, leftMs) });
    return caller;
  };

  async function verify(token: string): Promise<{ caller: Caller; payload: JWTPayload }> {
    let payload: JWTPayload;
    let issuer: TrustedIssuer | undefined;
    try {
      // Not believed yet: it only says whose keys and rules the token has to stand up to.
      issuer = byName.get(String(decodeJwt(token).iss));
      if (!issuer) throw refused('it is not for this hub');
      ({ payload } = await jwtVerify(token, issuer.keys, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        typ: TYPE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
        // With the tolerance, also refuses a token issued in the future.
        maxTokenAge: MOST_AGE_SECONDS,
      }));
    } catch (error) {
      throw error instanceof GraphQLError ? error : refused(reasonOf(error));
    }
    const caller = readCaller(payload, issuer.claims);
    if (!caller) throw refused('it names no role of the hub, or several');
    return { caller, payload };
  }
}

function reasonOf(error: unknown): string {
  const { code, claim } = error as { code?: string; claim?: string };
  switch (code) {
    case 'ERR_JWT_EXPIRED':
      return 'it has expired';
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      if (claim === 'nbf' || claim === 'iat') return 'it is not valid yet, by the clock of this hub';
      return claim === 'typ' ? 'it is no access token' : 'it is not for this hub';
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
