import { createFoodClient, type FoodClientOptions } from '../../../adapters/food/client.ts';
import definition from '../../../adapters/food/definition.ts';
import type { DepartmentSystem, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createFoodSystem,
  type FoodSystemOptions,
} from '../../../adapters/sandbox/systems/food/food-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { buildFoodPermitNumber } from '../../../subgraphs/domain/food-permit-number.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { openTwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';

export const USCC = '92150302MA0PT2X897';

/** The demo world of these tests: 60 restaurants of one business in 海勃湾. */
export const WORLD: readonly WorldPermit[] = Array.from({ length: 60 }, (_, at) => ({
  department: 'food',
  permitType: 'SPJY',
  number: buildFoodPermitNumber({ form: 2, region: '150302', serial: at }),
  status: at === 1 ? 'SUSPENDED' : 'VALID',
  validFrom: '2024-03-18',
  validTo: at === 2 ? null : '2029-03-17',
  scope: ['热食类食品制售', '冷食类食品制售'],
  holderName: `乌海市海勃湾区老街坊饭庄${at}号店`,
  uscc: USCC,
  legalPerson: '王建明',
  address: `乌海市海勃湾区新华东街${at}号`,
  regionCode: '150302',
  issuedBy: '乌海市海勃湾区行政审批和政务服务局',
  industryCode: 'CATERING',
}));

export interface FoodHouse {
  /** Starts a twin on the same data as the one before. */
  start(options?: FoodSystemOptions): Promise<DepartmentSystem>;
  client(system: DepartmentSystem, options?: Partial<FoodClientOptions>): DepartmentClient;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A house for food twins and clients. */
export async function openFoodHouse(): Promise<FoodHouse> {
  const house = await openTwinHouse('food');
  return {
    start: (options) => house.start((services) => createFoodSystem(services, options), WORLD),
    client(system, options) {
      const settings = definition.configuration.parse(system.connection);
      return house.keep(
        createFoodClient({
          origin: settings.FOOD_URL,
          appKey: settings.FOOD_APP_KEY,
          appSecret: settings.FOOD_APP_SECRET,
          log: createLogger('food', 'silent'),
          ...options,
        }),
      );
    },
    close: () => house.close(),
  };
}
