import { z } from 'zod';
import { defineAdapter } from '../sdk/contract.ts';
import { createCultureClient, CULTURE_LIMITS } from './client.ts';

const configuration = z.object({
  CULTURE_DATABASE_URL: z
    .string('CULTURE_DATABASE_URL must be set')
    .refine(
      isDatabaseUrl,
      'CULTURE_DATABASE_URL must be postgres://ACCOUNT:PASSWORD@HOST:PORT/DATABASE, the read-only account of the exchange database (前置机)',
    ),
});

function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return false;
  return url.hostname !== '' && url.username !== '' && url.pathname.length > 1;
}

/** 文化和旅游: 娱乐经营许可证 and 网络文化经营许可证, read live from the department's exchange database. */
export default defineAdapter({
  department: { code: 'culture', name: '文化和旅游' },
  permitType: 'CulturePermit',
  description:
    '娱乐经营许可证, 网络文化经营许可证 (entertainment and internet culture permits), owned by the culture department.',
  specificFields: {
    venueType: {
      type: {
        enum: 'CultureVenueType',
        values: {
          SONG_AND_DANCE: '歌舞娱乐',
          AMUSEMENT: '游艺娱乐',
          INTERNET_SERVICE: '上网服务',
          PERFORMANCE: '营业性演出',
        },
      },
      description: 'Kind of venue or business (许可证类型).',
    },
    capacity: { type: 'Int', description: 'Most people allowed in the venue at once (核定人数).' },
  },
  limits: CULTURE_LIMITS,
  configuration,
  connect: (settings, services) =>
    createCultureClient({
      databaseUrl: settings.CULTURE_DATABASE_URL,
      ...(services.limits ? { connections: services.limits.concurrency } : {}),
      log: services.log,
    }),
});
