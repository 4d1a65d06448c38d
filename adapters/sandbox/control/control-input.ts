import { z } from 'zod';
import { calendarDateExists } from '../../../subgraphs/domain/calendar-date.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { FAULT_MODES } from '../core/system.ts';
import { ControlError } from './control-error.ts';

const LONGEST_MS = 600_000;
const milliseconds = z.number().min(0).max(LONGEST_MS);
const day = z
  .string()
  .refine((text) => {
    const [year, month, date] = text.split('-').map(Number);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && calendarDateExists(year!, month!, date!);
  }, 'expected an existing day as YYYY-MM-DD, or null; dates that do not exist go into "raw"')
  .nullable();
const text = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (value) => value.isWellFormed() && !value.includes('\0'),
    'expected text without NUL and half characters',
  );

function strictFields<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `there is no field ${(keys as string[]).join(', ')}, but ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

/** Body of `PUT …/fault`. */
export const faultInput = strictFields({ mode: z.enum(FAULT_MODES), ms: milliseconds.optional() }).refine(
  ({ mode, ms }) => mode !== 'latency' || ms !== undefined,
  {
    path: ['ms'],
    message: 'mode "latency" needs the milliseconds to add',
  },
);

/** Body of `PUT …/settings`. */
export const settingsInput = strictFields({
  limits: z.boolean(),
  latencyMs: z
    .tuple([milliseconds, milliseconds])
    .refine(([least, most]) => least <= most, 'expected [min, max] with min not above max'),
  maintenance: z.boolean(),
  autoDecide: z
    .enum(['GRANTED', 'REFUSED', 'CORRECTION'])
    .nullable()
    .transform((outcome) => outcome ?? undefined),
})
  .partial()
  .refine(
    (settings) => Object.keys(settings).length > 0,
    'expected at least one of limits, latencyMs, maintenance, autoDecide',
  );

/** Body of `POST …/files`. */
export const filesInput = strictFields({
  region: z.string().regex(/^\d{6}$/, 'expected a region code of 6 digits, or nothing for all'),
}).partial();

/** Body of `PUT /control/callback`. */
export const callbackInput = strictFields({
  url: z.url({ protocol: /^https?$/, error: 'expected the http(s) address where the hub hears' }).max(500),
});

/** Body of `PATCH …/permits/{number}`. */
export const permitPatchInput = strictFields({
  status: z.enum(PERMIT_STATUSES),
  validFrom: day,
  validTo: day,
  scope: z.array(text).max(50).nullable(),
  holderName: text.nullable(),
  address: text.nullable(),
  raw: z.record(z.string(), z.unknown()),
  notify: z.boolean(),
})
  .partial()
  .refine(
    (patch) => Object.keys(patch).some((field) => field !== 'notify'),
    'expected at least one of status, validFrom, validTo, scope, holderName, address, raw',
  );

/** @throws ControlError 400 that names the field and what it may hold */
export function readInput<T>(shape: z.ZodType<T>, body: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new ControlError(
      400,
      'BAD_JSON',
      'The body is not JSON in UTF-8; send an object, e.g. {"mode":"none"}.',
    );
  }
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new ControlError(400, 'BAD_FIELD', problems.join('; '));
}
