import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_CLAIM_NAMES, type ClaimNames } from '../gateway/sign-in/claim-names.ts';
import { trustworthyUrl } from '../subgraphs/platform/trustworthy-url.ts';
import type { Environment } from './set-variables.ts';

/** Who signs callers in. */
export interface SignInConfiguration {
  /** Undefined: the local issuer alone. */
  oidc: { issuer: string; audience: string; claims: ClaimNames } | undefined;
  /** Absolute. */
  revokedTokensFile: string;
}

const claim = (byDefault: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .default(byDefault);

const environmentSchema = z.object({
  OIDC_ISSUER: z
    .string()
    .refine((text) => trustworthyUrl(text) !== null)
    .optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_ROLE_CLAIM: claim(DEFAULT_CLAIM_NAMES.role),
  OIDC_REGION_CLAIM: claim(DEFAULT_CLAIM_NAMES.region),
  OIDC_DEPARTMENT_CLAIM: claim(DEFAULT_CLAIM_NAMES.department),
  OIDC_AUTHORITY_CLAIM: claim(DEFAULT_CLAIM_NAMES.authority),
  OIDC_USCC_CLAIM: claim(DEFAULT_CLAIM_NAMES.uscc),
  REVOKED_TOKENS_FILE: z.string().optional(),
});

const AN_ISSUER =
  'set it to the address of your sign-in service as it stands in its tokens: https, or http on this machine';

/** @throws Error naming the variable, its value and what it takes */
export function readSignInConfiguration(environment: Environment, dataFolder: string): SignInConfiguration {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    const takes =
      name === 'OIDC_ISSUER' ? AN_ISSUER : 'set it to the name of a claim, e.g. realm_access.roles';
    throw new Error(`${name} is "${environment[name]}"; ${takes}.`);
  }
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, REVOKED_TOKENS_FILE, ...names } = parsed.data;
  if (issuer !== undefined && audience === undefined) {
    throw new Error(
      'OIDC_AUDIENCE is not set; set it to the audience that your sign-in service puts into tokens for this hub.',
    );
  }
  return {
    oidc:
      issuer === undefined || audience === undefined
        ? undefined
        : {
            issuer,
            audience,
            claims: {
              role: names.OIDC_ROLE_CLAIM,
              region: names.OIDC_REGION_CLAIM,
              department: names.OIDC_DEPARTMENT_CLAIM,
              authority: names.OIDC_AUTHORITY_CLAIM,
              uscc: names.OIDC_USCC_CLAIM,
            },
          },
    revokedTokensFile: REVOKED_TOKENS_FILE
      ? resolve(REVOKED_TOKENS_FILE)
      : join(dataFolder, 'revoked-tokens.jsonl'),
  };
}
