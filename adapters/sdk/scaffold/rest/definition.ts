import { z } from 'zod';
import { defineAdapter } from '../../contract.ts';
import { isBareOrigin } from '../../mapping/bare-origin.ts';
import { createSpecimenClient, SPECIMEN_LIMITS } from './client.ts';

/** A header value: no spaces, so no line break can be smuggled into the request. */
const headerWord = /^[\x21-\x7e]+$/;

const configuration = z.object({
  SPECIMEN_URL: z
    .string()
    .refine(
      isBareOrigin,
      'SPECIMEN_URL must be http(s) scheme, host and port alone, for example https://specimen.example',
    ),
  SPECIMEN_KEY: z.string().regex(headerWord, 'SPECIMEN_KEY must be one word of printable ASCII'),
});

/** The department as the graph knows it. */
export default defineAdapter({
  department: { code: 'specimen', name: 'specimen 部门' },
  permitType: 'SpecimenPermit',
  description: 'specimen 许可证 (specimen permit).',
  permitTypes: [
    {
      code: 'SPECIMEN',
      name: 'specimen 许可证',
      canonicalName: 'specimen 许可证',
      kind: 'PERMIT',
      authority: 'specimen 主管部门',
      validYears: 5,
    },
  ],
  specificFields: {
    sourceVersion: {
      type: 'Int',
      description: 'Version that the department counts for this permit (版本号); it rises with every change.',
    },
  },
  limits: SPECIMEN_LIMITS,
  configuration,
  connect: (settings) => createSpecimenClient({ origin: settings.SPECIMEN_URL, key: settings.SPECIMEN_KEY }),
});
