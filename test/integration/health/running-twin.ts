import { createHealthClient, type HealthClientOptions } from '../../../adapters/health/client.ts';
import definition from '../../../adapters/health/definition.ts';
import type { DepartmentSystem, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createHealthSystem,
  type HealthSystemOptions,
} from '../../../adapters/sandbox/systems/health/health-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { openTwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';

export const USCC = '91150302MA0NQ7K30J';

/** The demo world of these tests: 120 song halls of one business in 海勃湾. */
export const WORLD: readonly WorldPermit[] = Array.from({ length: 120 }, (_, at) => ({
  department: 'health',
  permitType: 'WSXK',
  number: `（蒙）卫公证字〔2025〕第150302-${String(at + 1).padStart(6, '0')}号`,
  status: at === 1 ? 'SUSPENDED' : 'VALID',
  validFrom: '2025-09-01',
  validTo: at === 2 ? null : '2029-08-31',
  scope: ['歌舞厅'],
  holderName: `乌海市星河文化娱乐有限公司${at + 1}号店`,
  uscc: USCC,
  legalPerson: '王建明',
  address: `乌海市海勃湾区人民路${at + 1}号3层`,
  regionCode: '150302',
  issuedBy: '乌海市海勃湾区卫生健康委员会',
  industryCode: 'WH-09',
}));

export interface HealthHouse {
  /** Starts a twin on the same data as the one before. */
  start(options?: HealthSystemOptions): Promise<DepartmentSystem>;
  client(system: DepartmentSystem, options?: Partial<HealthClientOptions>): DepartmentClient;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A house for health twins and clients. */
export async function openHealthHouse(): Promise<HealthHouse> {
  const house = await openTwinHouse('health');
  return {
    start: (options) => house.start((services) => createHealthSystem(services, options), WORLD),
    client(system, options) {
      const settings = definition.configuration.parse(system.connection);
      return house.keep(
        createHealthClient({
          origin: settings.HEALTH_URL,
          username: settings.HEALTH_USERNAME,
          password: settings.HEALTH_PASSWORD,
          log: createLogger('health', 'silent'),
          ...options,
        }),
      );
    },
    close: () => house.close(),
  };
}
