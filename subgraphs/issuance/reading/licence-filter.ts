import { z } from 'zod';
import { PERMIT_STATUSES } from '../../domain/permit-status.ts';
import { COMPOSITE_STATUSES } from '../../domain/composite-status.ts';

const day = z.iso.date('Send a day of the calendar as YYYY-MM-DD.');
/** Of the catalogue. Also keeps out what PostgreSQL cannot hold in a text: NUL, halves of surrogate pairs. */
const code = z.string().regex(/^[\w-]{1,32}$/, 'Send a code of the catalogue, e.g. WH-09.');

/** The filter of `licenses`, checked beyond what GraphQL types can say. */
export const licenceFilterSchema = z.object({
  regionCode: z
    .string()
    .regex(/^\d{6}$/, 'Send six digits of GB/T 2260, e.g. 410200.')
    .nullish(),
  industryCode: code.nullish(),
  status: z.enum(COMPOSITE_STATUSES).nullish(),
  department: code.nullish(),
  permitStatus: z.enum(PERMIT_STATUSES).nullish(),
  expiresFrom: day.nullish(),
  expiresTo: day.nullish(),
});

export type LicenceFilter = z.infer<typeof licenceFilterSchema>;
