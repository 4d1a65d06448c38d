import { v7 as uuid } from 'uuid';
import { migrate, openDatabase } from '../../subgraphs/platform/database.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { CreateRegistry } from './migrations/20261120-create-registry.ts';
import { RegistryPermit } from './registry-permit.ts';

export type PermitToRegister = Pick<
  RegistryPermit,
  | 'regionCode'
  | 'number'
  | 'permitType'
  | 'status'
  | 'validFrom'
  | 'validTo'
  | 'scope'
  | 'holderName'
  | 'holderUscc'
  | 'address'
  | 'issuedBy'
  | 'authority'
>;

/** The writing side of the registry: its schema, and permits that come in whole. */
export interface RegistryStore {
  /** Takes over permits that exist already; those whose number is known are left as they are. */
  importPermits(permits: readonly PermitToRegister[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the registry's schema. @param prepare default: migrates it; another role than its owner waits until it is */
export async function openRegistryStore(
  databaseUrl: string,
  log: Logger,
  prepare = migrate,
): Promise<RegistryStore> {
  const orm = await openDatabase({
    url: databaseUrl,
    entities: [RegistryPermit],
    migrations: { owner: 'registry', list: [CreateRegistry] },
    log,
    connections: 2,
  });
  await prepare(orm);
  return {
    async importPermits(permits) {
      const em = orm.em.fork();
      await em.upsertMany(
        RegistryPermit,
        permits.map((permit) => ({ ...permit, id: uuid(), updatedAt: new Date() })),
        { onConflictFields: ['number'], onConflictAction: 'ignore' },
      );
    },
    close: () => orm.close(),
  };
}
