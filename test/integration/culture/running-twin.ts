import type { Pool } from 'pg';
import { createCultureClient } from '../../../adapters/culture/client.ts';
import definition from '../../../adapters/culture/definition.ts';
import type { DepartmentSystem, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import { createCultureSystem } from '../../../adapters/sandbox/systems/culture/culture-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { createSteadyPool } from '../../../subgraphs/platform/steady-pool.ts';
import { openTwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';

export const USCC = '91150302MA0NQ7K30J';

/** The demo world of these tests: 60 song and dance venues of one business in 海勃湾. */
export const WORLD: readonly WorldPermit[] = Array.from({ length: 60 }, (_, at) => ({
  department: 'culture',
  permitType: 'YLJY',
  number: `15030216${String(at + 1).padStart(4, '0')}`,
  status: at === 2 ? 'SUSPENDED' : 'VALID',
  validFrom: '2025-06-01',
  validTo: at === 3 ? null : '2027-05-31',
  scope: ['歌舞娱乐场所'],
  holderName: `乌海市星河文化娱乐有限公司${at}号店`,
  uscc: USCC,
  legalPerson: '赵建国',
  address: `乌海市海勃湾区人民路${at}号3层`,
  regionCode: '150302',
  issuedBy: '乌海市海勃湾区文体旅游广电局',
  industryCode: 'WH-09',
}));

export interface CultureHouse {
  /** Starts a twin on the same data as the one before. */
  start(): Promise<DepartmentSystem>;
  client(system: DepartmentSystem): DepartmentClient;
  /** The department's own access to its database. */
  owner: Pool;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A house for culture twins and clients. */
export async function openCultureHouse(): Promise<CultureHouse> {
  const house = await openTwinHouse('culture');
  const owner = createSteadyPool({ connectionString: await house.services.database('culture'), max: 2 });
  house.keep({ close: () => owner.end() });
  return {
    owner,
    start: () => house.start(createCultureSystem, WORLD),
    client(system) {
      const settings = definition.configuration.parse(system.connection) as { CULTURE_DATABASE_URL: string };
      return house.keep(
        createCultureClient({
          databaseUrl: settings.CULTURE_DATABASE_URL,
          log: createLogger('culture', 'silent'),
        }),
      );
    },
    close: () => house.close(),
  };
}
