import type { MikroORM } from '@mikro-orm/postgresql';
import { openDatabase } from '../../subgraphs/platform/database.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { SHARED_ENTITIES } from '../../subgraphs/platform/shared-tables.ts';
import { ChangeCounter } from './entities/change-counter.ts';
import { RegistryChange } from './entities/registry-change.ts';
import { RegistryPermit } from './entities/registry-permit.ts';
import { CreateRegistry } from './migrations/20261120-create-registry.ts';
import { RegistryChanges } from './migrations/20261121-registry-changes.ts';

/** The registry's tables, and the shared ones that its mutations write to in the same transaction. */
export function openRegistryDatabase(url: string, log: Logger, connections: number): Promise<MikroORM> {
  return openDatabase({
    url,
    entities: [RegistryPermit, RegistryChange, ChangeCounter, ...SHARED_ENTITIES],
    migrations: { owner: 'registry', list: [CreateRegistry, RegistryChanges] },
    log,
    connections,
  });
}
