import { z } from 'zod';
import { PERMIT_STATUSES } from '../../domain/permit-status.ts';
import { COMPOSITE_STATUSES } from '../../domain/composite-status.ts';

const day = z.iso.date();

/** The filter of `licenses`, checked beyond what GraphQL types can say. */
export const licenceFilterSchema = z.object({
  regionCode: z
    .string()
    .regex(/^\d{6}$/, 'six digits of GB/T 2260')
    .nullish(),
  industryCode: z.string().max(32).nullish(),
  status: z.enum(COMPOSITE_STATUSES).nullish(),
  department: z.string().max(32).nullish(),
  permitStatus: z.enum(PERMIT_STATUSES).nullish(),
  expiresFrom: day.nullish(),
  expiresTo: day.nullish(),
});

export type LicenceFilter = z.infer<typeof licenceFilterSchema>;
