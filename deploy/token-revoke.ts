/** Entry point of `npm run token:revoke`: a token, a session or all tokens of a subject are refused from now on. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeJwt } from 'jose';
import { readRevocations, type Revocation } from '../gateway/sign-in/revoked-tokens.ts';
import { MOST_AGE_SECONDS } from '../gateway/sign-in/token-verifier.ts';
import { setVariables } from './set-variables.ts';
import { readSignInConfiguration } from './sign-in-configuration.ts';

/** Tokens may be ahead of this clock by a minute, and are believed a minute longer. */
const LEEWAY_SECONDS = 120;

try {
  const environment = setVariables(process.env);
  const { revokedTokensFile } = readSignInConfiguration(
    environment,
    resolve(environment.DATA_DIR ?? '.data'),
  );
  const revocation = readArguments();
  addTo(revokedTokensFile, revocation);
  console.log(`Refused within seconds, by every gateway that reads ${revokedTokensFile}.`);
} catch (error) {
  console.error((error as Error).message.split('\n')[0]);
  process.exit(1);
}

function readArguments(): Revocation {
  const { values, positionals } = parseArgs({
    options: { jti: { type: 'string' }, sid: { type: 'string' }, sub: { type: 'string' } },
    allowPositionals: true,
  });
  const now = Math.floor(Date.now() / 1_000);
  const until = now + MOST_AGE_SECONDS + LEEWAY_SECONDS;
  const given = [values.jti, values.sid, values.sub, positionals[0]].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new Error(
      'Give one of: a token, --jti ID, --sid SESSION, --sub SUBJECT (npm run token:revoke -- --sub ID).',
    );
  }
  if (values.jti !== undefined) return { jti: values.jti, until };
  if (values.sid !== undefined) return { sid: values.sid, until };
  if (values.sub !== undefined) return { sub: values.sub, at: now, until };
  return { jti: jtiOf(String(positionals[0])), until };
}

function jtiOf(token: string): string {
  let jti: unknown;
  try {
    ({ jti } = decodeJwt(token));
  } catch (error) {
    throw new Error('This is no token. Give it whole, or its --jti.', { cause: error });
  }
  if (typeof jti !== 'string')
    throw new Error('This token has no jti. Revoke its session or subject: --sid, --sub.');
  return jti;
}

/** Whole or not at all, and without what no longer matters. */
function addTo(file: string, revocation: Revocation): void {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const lines = [...readRevocations(text), revocation].map((each) => JSON.stringify(each));
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
