import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { DEFAULT_CLAIM_NAMES } from '../gateway/sign-in/claim-names.ts';
import { AUDIENCE, LOCAL_ISSUER, openLocalIssuer } from '../gateway/sign-in/local-issuer.ts';
import { createRemoteKeys } from '../gateway/sign-in/remote-keys.ts';
import { watchRevokedTokens } from '../gateway/sign-in/revoked-tokens.ts';
import {
  createTokenVerifier,
  type TokenVerifier,
  type TrustedIssuer,
} from '../gateway/sign-in/token-verifier.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import type { Logger } from '../subgraphs/platform/logger.ts';
import type { Configuration } from './configuration.ts';

export interface SignIn {
  verifyToken: TokenVerifier;
  /** Of the local issuer, where there is one. */
  keys?: JSONWebKeySet;
}

/**
 * Whoever may sign callers in: the issuer of `OIDC_ISSUER`, and the local one beside it, but not in production: a key in a
 * data folder must not open a hub that has a sign-in service.
 */
export async function openSignIn(
  { production, dataFolder, signIn: { oidc, revokedTokensFile } }: Configuration,
  closers: Closers,
  log: Logger,
): Promise<SignIn> {
  const issuers: TrustedIssuer[] = [];
  if (oidc) issuers.push({ ...oidc, keys: createRemoteKeys({ issuer: oidc.issuer, log }) });
  const revoked = watchRevokedTokens(revokedTokensFile, log);
  await closers.add('revoked tokens', () => Promise.resolve(revoked.close()));
  if (oidc && production) return { verifyToken: createTokenVerifier(issuers, revoked) };
  const { keys } = await openLocalIssuer(dataFolder, { create: true });
  issuers.push({
    issuer: LOCAL_ISSUER,
    audience: AUDIENCE,
    keys: createLocalJWKSet(keys),
    claims: DEFAULT_CLAIM_NAMES,
  });
  return { verifyToken: createTokenVerifier(issuers, revoked), keys };
}
