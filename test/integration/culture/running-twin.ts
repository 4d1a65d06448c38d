import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { createCultureClient } from '../../../adapters/culture/client.ts';
import definition from '../../../adapters/culture/definition.ts';
import type { DepartmentSystem, SystemServices, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import { createCultureSystem } from '../../../adapters/sandbox/systems/culture/culture-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';

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

export interface TwinHouse {
  /** Starts a twin on the same data as the one before. */
  start(): Promise<DepartmentSystem>;
  client(system: DepartmentSystem): DepartmentClient;
  /** The department's own access to its database. */
  owner: Pool;
  /** Ends everything that was started here. */
  close(): Promise<void>;
}

/** A PostgreSQL of its own in a folder of its own, with culture twins and clients on top. */
export async function openTwinHouse(): Promise<TwinHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'culture-twin-'));
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
  const owner = new Pool({ connectionString: postgres.uri('culture'), max: 2 });
  owner.on('error', () => undefined);
  return {
    owner,
    async start() {
      const system = await createCultureSystem(services);
      open.push(system);
      await system.store.open(WORLD);
      await system.applySettings({ latencyMs: [0, 0] });
      return system;
    },
    client(system) {
      const settings = definition.configuration.parse(system.connection) as { CULTURE_DATABASE_URL: string };
      const client = createCultureClient({
        databaseUrl: settings.CULTURE_DATABASE_URL,
        log: createLogger('culture', 'silent'),
      });
      open.push(client);
      return client;
    },
    async close() {
      try {
        for (const resource of open.reverse()) await resource.close();
        await owner.end();
      } finally {
        await postgres.stop();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A call with more than the hub's own budget, so that a slow machine fails no test. */
export function call(milliseconds = 5_000): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(milliseconds) };
}
