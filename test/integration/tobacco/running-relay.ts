import type { DepartmentSystem, WorldPermit } from '../../../adapters/sandbox/core/system.ts';
import {
  createTobaccoSystem,
  type TobaccoSystemOptions,
} from '../../../adapters/sandbox/systems/tobacco/tobacco-system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import definition from '../../../adapters/tobacco/definition.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import type { TwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';

/** The system over a loaded world, without latency and limits. */
export async function runRelay(
  house: TwinHouse,
  world: readonly WorldPermit[],
  options: TobaccoSystemOptions = {},
): Promise<DepartmentSystem> {
  const system = await house.start((services) => createTobaccoSystem(services, options), world);
  await system.applySettings({ limits: false });
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
