import { z } from 'zod';
import { dateOfEpochDay, epochDay } from '../../../subgraphs/domain/calendar-date.ts';
import { looksLikeCitizenId } from '../../../subgraphs/domain/citizen-id.ts';
import { maskPersonalData } from '../../../subgraphs/domain/mask.ts';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import { checkUscc, normaliseUscc } from '../../../subgraphs/domain/uscc.ts';
import { hubError } from '../../../subgraphs/platform/hub-error.ts';
import { IDEMPOTENCY_KEY } from '../../../subgraphs/platform/idempotency/answer-once.ts';

/** Control and invisible format characters: they hide in a text what its reader does not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const CLOCK_TOLERANCE_MS = 60_000;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const EARLIEST = '1949-10-01';

/** Text as a person wrote it. Its messages never repeat it. */
function text(most: number) {
  return z
    .string()
    .max(most, `takes at most ${most} characters`)
    .refine((given) => given.isWellFormed() && !UNSEEN.test(given), 'has control or unreadable characters')
    .transform((given) => given.trim())
    .refine((given) => given !== '', 'must not be empty');
}

/** A text of statutes and grounds may have lines, and may name people: kept on one line, their numbers masked. */
function grounds(most: number) {
  return z
    .string()
    .transform((given) => given.replace(/[\t\r\n]+/g, ' '))
    .pipe(text(most))
    .transform(maskPersonalData);
}

/** Text in which nobody's ID or phone number belongs. */
function impersonalText(most: number) {
  return text(most).refine(
    (given) => maskPersonalData(given) === given,
    'must not hold an ID or phone number',
  );
}

const day = z.string().refine((given) => {
  try {
    return dateOfEpochDay(epochDay(given)) === given && given >= EARLIEST;
  } catch {
    return false;
  }
}, 'takes an existing day as YYYY-MM-DD');

const decidedAt = z
  .string()
  .refine((given) => RFC_3339.test(given) && !Number.isNaN(Date.parse(given)), 'takes a time as of RFC 3339')
  .refine((given) => Date.parse(given) <= Date.now() + CLOCK_TOLERANCE_MS, 'must not be in the future')
  .refine((given) => given >= EARLIEST, `must not be before ${EARLIEST}`)
  .transform((given) => new Date(given).toISOString());

const uscc = z.string().transform((given, context) => {
  const code = normaliseUscc(given.slice(0, 100));
  const { ok, error } = checkUscc(code);
  if (ok) return code;
  const message = looksLikeCitizenId(code)
    ? "takes a business's code, not a person's ID number"
    : error === 'CHECK_FAILS'
      ? 'has a wrong check character'
      : 'takes a code of 18 characters (GB 32100)';
  context.addIssue({ code: 'custom', message, params: { code: 'BAD_IDENTIFIER' } });
  return z.NEVER;
});

/** Region, date and serial of a permit's number can look like somebody's ID: they are taken as they are. */
const number = text(100).refine((given) => permitNumberKey(given) !== '', 'must not be empty');
const scope = z
  .array(impersonalText(200))
  .max(50, 'takes at most 50 lines')
  .nullish()
  .transform((lines) => (lines && lines.length > 0 ? lines : null));
const idempotencyKey = z.string().regex(IDEMPOTENCY_KEY, 'takes 8 to 128 visible ASCII characters');
const expectedVersion = z.int().min(1, 'takes the version of the permit, from 1');
const holderName = impersonalText(200);
const address = impersonalText(300);

const decision = z.strictObject({
  legalBasis: grounds(300),
  reason: grounds(1_000),
  decidedAt,
  documentNumber: text(100)
    .nullish()
    .transform((given) => given ?? null),
});

const step = { idempotencyKey, number, expectedVersion, decision };

export const grantInput = z.strictObject({
  idempotencyKey,
  number,
  permitType: z.string().max(20, 'takes a code of the catalogue'),
  holder: z.strictObject({ uscc, name: holderName }),
  premises: z.strictObject({
    regionCode: z.string().regex(/^[1-9]\d{5}$/, 'takes six digits of GB/T 2260'),
    address,
  }),
  scope,
  validFrom: day,
  validTo: day.nullish().transform((given) => given ?? null),
  issuedBy: impersonalText(100),
  decision,
});
export type GrantInput = z.output<typeof grantInput>;

export const varyInput = z.strictObject({
  ...step,
  holderName: holderName.optional(),
  address: address.optional(),
  scope: scope.optional(),
  validFrom: day.optional(),
  validTo: day.nullable().optional(),
});
export type VaryInput = z.output<typeof varyInput>;

export const renewInput = z.strictObject({ ...step, validFrom: day.optional(), validTo: day });
export type RenewInput = z.output<typeof renewInput>;

export const stepInput = z.strictObject(step);
export type StepInput = z.output<typeof stepInput>;

/** @throws GraphQLError BAD_VALUE or BAD_IDENTIFIER that names the field, and never what stood in it */
export function readInput<Output>(schema: z.ZodType<Output>, given: unknown): Output {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = ['input', ...(issue?.path ?? [])].join('.');
  const isIdentifier = issue?.code === 'custom' && issue.params?.code === 'BAD_IDENTIFIER';
  throw hubError(isIdentifier ? 'BAD_IDENTIFIER' : 'BAD_VALUE', `${field}: ${sayOf(issue)}.`);
}

function sayOf(issue: z.core.$ZodIssue | undefined): string {
  // Zod's own words name types and keys, which the schema has already told; ours say what to send.
  return issue?.code === 'invalid_type' ? `takes a ${issue.expected}` : (issue?.message ?? 'cannot be used');
}
