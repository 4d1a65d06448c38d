import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DepartmentSystem, SystemServices, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createTobaccoSystem,
  type TobaccoSystemOptions,
} from '../../../adapters/sandbox/systems/tobacco/tobacco-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import definition from '../../../adapters/tobacco/definition.ts';
import { startEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';

/** A place where the tobacco system can run: a PostgreSQL of its own and kept secrets. */
export interface RelayHouse {
  services: SystemServices;
  close(): Promise<void>;
}

export async function openRelayHouse(): Promise<RelayHouse> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tobacco-'));
  // Where root runs this, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder });
  const secrets = new Map<string, string>();
  return {
    services: {
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
    },
    async close() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The system over a loaded world, without latency and limits. */
export async function runRelay(
  house: RelayHouse,
  world: readonly WorldPermit[],
  options: TobaccoSystemOptions = {},
): Promise<DepartmentSystem> {
  const system = await createTobaccoSystem(house.services, options);
  await system.store.open(world);
  await system.applySettings({ latencyMs: [0, 0], limits: false });
  return system;
}

/** The adapter as the hub connects it, by what the system tells of itself. */
export function connectTo(system: DepartmentSystem, changes: Record<string, string> = {}): DepartmentClient {
  const configuration = definition.configuration.parse({ ...system.connection, ...changes });
  return definition.connect(configuration, { log: createLogger('test', 'silent') });
}

export function worldPermit(change: Partial<WorldPermit> = {}): WorldPermit {
  return {
    department: 'tobacco',
    permitType: 'YCZM',
    number: '410204200001',
    status: 'VALID',
    validFrom: '2025-01-01',
    validTo: '2029-12-31',
    scope: ['卷烟零售', '雪茄烟零售'],
    holderName: '开封市鼓楼区㐂𠮷娱乐有限公司',
    uscc: '91410204MA9K4C2D5G',
    legalPerson: '王建明',
    address: '河南省开封市鼓楼区寺后街1号',
    regionCode: '410204',
    issuedBy: '开封市烟草专卖局',
    industryCode: 'KF-01',
    ...change,
  };
}
