import { z } from 'zod';
import culture from '../../adapters/culture/definition.ts';
import food from '../../adapters/food/definition.ts';
import health from '../../adapters/health/definition.ts';
import type { AdapterDefinition, DepartmentClient } from '../../adapters/sdk/contract.ts';
import tobacco from '../../adapters/tobacco/definition.ts';
import { createLogger } from '../../subgraphs/platform/logger.ts';
import { createJsonClient } from './wire-json/json-client.ts';

/** `json`: plain JSON to departments that cost next to nothing. `real`: each department's own protocol. */
export type Wire = 'json' | 'real';

/** How a system under test reaches the departments. */
export interface DepartmentAccess {
  wire: Wire;
  /** Wire `json`: origin by department. Wire `real`: the adapters' own variables. */
  environment: Readonly<Record<string, string>>;
}

const DEFINITIONS = [food, health, culture, tobacco] as readonly AdapterDefinition[];

/** Sockets to a fast department: so many that no system waits for one. */
const CONNECTIONS = 64;
/** Calls in flight to a department that a system which gathers may have; its own bound is lower. */
const CONCURRENCY = 64;

/** The four adapters over the wire that is measured, with the departments' limits off. */
export function benchDefinitions({ wire, environment }: DepartmentAccess): AdapterDefinition[] {
  return DEFINITIONS.map((definition): AdapterDefinition => {
    const { batchSize, concurrency } = definition.limits;
    if (wire === 'real') return { ...definition, limits: { batchSize, concurrency } };
    const { code } = definition.department;
    return {
      ...definition,
      limits: { batchSize: 50, concurrency: CONCURRENCY },
      configuration: z.object({}),
      connect: () => createJsonClient({ origin: String(environment[code]), connections: CONNECTIONS }),
    };
  });
}

/** A department's client as an adapter has it, for who calls it by hand. */
export function connectClient(definition: AdapterDefinition, access: DepartmentAccess): DepartmentClient {
  return definition.connect(definition.configuration.parse(access.environment), {
    log: createLogger(definition.department.code),
  });
}
