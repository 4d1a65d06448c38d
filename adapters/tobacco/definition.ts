import { defineAdapter } from '../sdk/contract.ts';
import { createTobaccoClient } from './client.ts';
import { configuration } from './configuration.ts';
import { RELAY_LIMITS } from './relay-client.ts';

/** 烟草专卖: 烟草专卖零售许可证, read live through the relay of the vertical system, or from the bureau's files. */
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
  limits: RELAY_LIMITS,
  configuration,
  connect: (settings, { log }) => {
    const keys = {
      privateKey: settings.TOBACCO_PRIVATE_KEY,
      bureauPublicKey: settings.TOBACCO_PUBLIC_KEY,
      regions: settings.TOBACCO_REGIONS,
      log,
    };
    const { TOBACCO_RELAY_URL, TOBACCO_SFTP_URL, TOBACCO_SFTP_KEY, TOBACCO_SFTP_HOST_KEY } = settings;
    return createTobaccoClient({
      relay: TOBACCO_RELAY_URL === null ? null : { origin: TOBACCO_RELAY_URL, ...keys },
      files:
        TOBACCO_SFTP_URL && TOBACCO_SFTP_KEY && TOBACCO_SFTP_HOST_KEY
          ? { address: TOBACCO_SFTP_URL, sshKey: TOBACCO_SFTP_KEY, hostKeys: TOBACCO_SFTP_HOST_KEY, ...keys }
          : null,
    });
  },
});
