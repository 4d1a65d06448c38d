import { z } from 'zod';
import { defineAdapter } from '../sdk/contract.ts';
import { isBareOrigin } from '../sdk/mapping/bare-origin.ts';
import { createHealthClient, HEALTH_LIMITS } from './client.ts';

const configuration = z.object({
  HEALTH_URL: z
    .string('HEALTH_URL must be set')
    .refine(
      isBareOrigin,
      'HEALTH_URL must be http(s) scheme, host and port alone, for example https://health.example:8443',
    ),
  HEALTH_USERNAME: z.string('HEALTH_USERNAME must be set').min(1, 'HEALTH_USERNAME must not be empty'),
  HEALTH_PASSWORD: z.string('HEALTH_PASSWORD must be set').min(1, 'HEALTH_PASSWORD must not be empty'),
});

/** 卫生健康: 公共场所卫生许可证, read live from 卫生监督. */
export default defineAdapter({
  department: { code: 'health', name: '卫生健康' },
  permitType: 'HealthPermit',
  description: '公共场所卫生许可证 (hygiene permit for public places), owned by the health department.',
  specificFields: {
    hygieneCategory: {
      type: 'String',
      description: 'Category of public place as the department names it, for example 歌舞厅 (类别名称).',
    },
    recheckDue: {
      type: 'Date',
      description: 'Day by which the permit must be checked again, two years after the last check (复核).',
    },
  },
  limits: HEALTH_LIMITS,
  configuration,
  connect: (settings, services) =>
    createHealthClient({
      origin: settings.HEALTH_URL,
      username: settings.HEALTH_USERNAME,
      password: settings.HEALTH_PASSWORD,
      log: services.log,
    }),
});
