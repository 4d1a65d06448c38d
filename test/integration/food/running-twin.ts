import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFoodClient, type FoodClientOptions } from '../../../adapters/food/client.ts';
import definition from '../../../adapters/food/definition.ts';
import type { DepartmentSystem, SystemServices, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createFoodSystem,
  type FoodSystemOptions,
} from '../../../adapters/sandbox/systems/food/food-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { buildFoodPermitNumber } from '../../../subgraphs/domain/food-permit-number.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';

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

export interface TwinHouse {
  /** Starts a twin on the same data as the one before. */
  start(options?: FoodSystemOptions): Promise<DepartmentSystem>;
  client(system: DepartmentSystem, options?: Partial<FoodClientOptions>): DepartmentClient;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A PostgreSQL of its own in a folder of its own, with food twins and clients on top. */
export async function openTwinHouse(): Promise<TwinHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'food-twin-'));
  // Where root runs this, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder });
  const secrets = new Map<string, string>();
  const open: { close(): Promise<void> }[] = [];
  const services: SystemServices = {
    async database(name) {
      await postgres.ensureDatabase(name);
      return postgres.uri(name);
    },
    secret(name, generate) {
      const secret = secrets.get(name) ?? generate();
      secrets.set(name, secret);
      return secret;
    },
    port: () => 0,
  };
  return {
    async start(options) {
      const system = await createFoodSystem(services, options);
      open.push(system);
      await system.store.open(WORLD);
      await system.applySettings({ latencyMs: [0, 0] });
      return system;
    },
    client(system, options) {
      const settings = definition.configuration.parse(system.connection);
      const client = createFoodClient({
        origin: settings.FOOD_URL,
        appKey: settings.FOOD_APP_KEY,
        appSecret: settings.FOOD_APP_SECRET,
        log: createLogger('food', 'silent'),
        ...options,
      });
      open.push(client);
      return client;
    },
    async close() {
      for (const resource of open.reverse()) await resource.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A call with more than the hub's own budget, so that a slow machine fails no test. */
export function call(milliseconds = 5_000): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(milliseconds) };
}
