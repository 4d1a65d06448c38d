import { createHash, randomBytes } from 'node:crypto';

export interface Credentials {
  username: string;
  password: string;
}

/** A WS-Security UsernameToken (OASIS profile 1.0), good for one call. */
export interface UsernameToken {
  username: string;
  digest: string;
  /** Base64. */
  nonce: string;
  /** UTC to the second, `2026-11-19T08:00:00Z`. */
  created: string;
}

/**
 * PasswordDigest = Base64(SHA-1(nonce ‖ created ‖ password)). SHA-1 is what the profile prescribes; it holds up here
 * because the nonce is fresh and the digest keyed by the password, not because SHA-1 is sound.
 * @param nonce 16 fresh random bytes; the department refuses one that it has seen
 */
export function createUsernameToken(
  { username, password }: Credentials,
  at: Date,
  nonce: Buffer = randomBytes(16),
): UsernameToken {
  const created = `${at.toISOString().slice(0, 19)}Z`;
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return { username, digest, nonce: nonce.toString('base64'), created };
}
