import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHealthClient, type HealthClientOptions } from '../../../adapters/health/client.ts';
import definition from '../../../adapters/health/definition.ts';
import type { DepartmentSystem, SystemServices, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createHealthSystem,
  type HealthSystemOptions,
} from '../../../adapters/sandbox/systems/health/health-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';

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

export interface TwinHouse {
  /** Starts a twin on the same data as the one before. */
  start(options?: HealthSystemOptions): Promise<DepartmentSystem>;
  client(system: DepartmentSystem, options?: Partial<HealthClientOptions>): DepartmentClient;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A PostgreSQL of its own in a folder of its own, with health twins and clients on top. */
export async function openTwinHouse(): Promise<TwinHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'health-twin-'));
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
      const system = await createHealthSystem(services, options);
      open.push(system);
      await system.store.open(WORLD);
      await system.applySettings({ latencyMs: [0, 0] });
      return system;
    },
    client(system, options) {
      const settings = definition.configuration.parse(system.connection);
      const client = createHealthClient({
        origin: settings.HEALTH_URL,
        username: settings.HEALTH_USERNAME,
        password: settings.HEALTH_PASSWORD,
        log: createLogger('health', 'silent'),
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
