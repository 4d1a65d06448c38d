import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import { migrate } from '../../subgraphs/platform/database.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { migrateSharedTables } from '../../subgraphs/platform/shared-tables.ts';
import { takeChangeNumbers } from './changing/change-numbers.ts';
import { RegistryPermit } from './entities/registry-permit.ts';
import { openRegistryDatabase } from './registry-database.ts';

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

/** The registry's schema, and permits that come in whole. */
export interface RegistryStore {
  /** Takes over permits that exist already; those whose number is known are left as they are. */
  importPermits(permits: readonly PermitToRegister[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the registry's schema. @param prepare default: migrates it, and the tables that it shares with other roles;
 * another role than its owner waits until that is done
 */
export async function openRegistryStore(
  databaseUrl: string,
  log: Logger,
  prepare?: typeof migrate,
): Promise<RegistryStore> {
  if (!prepare) await migrateSharedTables(databaseUrl, log);
  const orm = await openRegistryDatabase(databaseUrl, log, 2);
  await (prepare ?? migrate)(orm);
  return {
    importPermits: (permits) => orm.em.fork().transactional((em) => importPermits(em, permits)),
    close: () => orm.close(),
  };
}

async function importPermits(em: EntityManager, permits: readonly PermitToRegister[]): Promise<void> {
  const keys = permits.map(({ number }) => permitNumberKey(number));
  const known = new Set(
    (await em.find(RegistryPermit, { numberKey: { $in: keys } }, { fields: ['numberKey'] })).map(
      ({ numberKey }) => numberKey,
    ),
  );
  const fresh = permits.filter((_, position) => !known.has(keys[position] as string));
  const first = await takeChangeNumbers(em, fresh.length);
  await em.insertMany(
    RegistryPermit,
    fresh.map((permit, position) => ({
      ...permit,
      id: uuid(),
      numberKey: permitNumberKey(permit.number),
      statusBeforeSuspension: null,
      version: 1,
      changedAs: first + position,
      updatedAt: new Date(),
    })),
  );
}
