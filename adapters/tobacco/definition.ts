import { z } from 'zod';
import { defineAdapter } from '../sdk/contract.ts';
import { isBareOrigin } from '../sdk/mapping/bare-origin.ts';
import { createTobaccoClient, TOBACCO_LIMITS } from './client.ts';

const configuration = z.object({
  TOBACCO_RELAY_URL: z
    .url({
      protocol: /^https?$/,
      error: 'TOBACCO_RELAY_URL must be an http(s) URL, for example https://relay.example:8443',
    })
    .refine(
      isBareOrigin,
      'TOBACCO_RELAY_URL must hold scheme, host and port only: the path is the protocol’s own',
    ),
  // The message never shows the value: it is a secret.
  TOBACCO_PRIVATE_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'TOBACCO_PRIVATE_KEY must be the SM2 private key of this hub, 64 hex digits'),
  TOBACCO_PUBLIC_KEY: z
    .string()
    .regex(
      /^(?:04)?[0-9a-fA-F]{128}$/,
      'TOBACCO_PUBLIC_KEY must be the SM2 public key of the bureau, 130 hex digits',
    ),
  TOBACCO_REGIONS: z
    .string()
    .regex(
      /^\s*\d{6}(?:\s*,\s*\d{6})*\s*$/,
      'TOBACCO_REGIONS must be region codes of 6 digits, separated by commas',
    )
    .transform((text) => text.split(',').map((code) => code.trim()))
    .optional(),
});

/** 烟草专卖: 烟草专卖零售许可证, read live through the relay of the vertical system. */
export default defineAdapter({
  department: { code: 'tobacco', name: '烟草专卖' },
  permitType: 'TobaccoPermit',
  description: '烟草专卖零售许可证 (tobacco retail permit), owned by the tobacco monopoly bureau.',
  specificFields: {
    holderNature: {
      type: {
        enum: 'TobaccoHolderNature',
        values: { INDIVIDUAL: '个体工商户', ENTERPRISE: '企业及其他组织' },
      },
      description: 'Nature of the holder (经营主体性质).',
    },
  },
  limits: TOBACCO_LIMITS,
  configuration,
  connect: (settings, services) =>
    createTobaccoClient({
      origin: settings.TOBACCO_RELAY_URL,
      privateKey: settings.TOBACCO_PRIVATE_KEY,
      bureauPublicKey: settings.TOBACCO_PUBLIC_KEY,
      regions: settings.TOBACCO_REGIONS,
      log: services.log,
    }),
});
