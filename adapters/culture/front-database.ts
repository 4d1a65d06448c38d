import type { Logger } from '../../subgraphs/platform/logger.ts';
import { createReadOnlyDatabase, type ReadOnlyDatabase } from '../sdk/wire/postgres/read-only-database.ts';

export type { DatabaseRow as ViewRow } from '../sdk/wire/postgres/read-only-database.ts';

/** The department's exchange database (前置机), read with one statement a call. */
export type FrontDatabase = ReadOnlyDatabase;

export interface FrontDatabaseOptions {
  url: string;
  /** Most connections that the account may hold. */
  connections: number;
  log: Logger;
}

/** Opens it as the department's own. */
export function createFrontDatabase(options: FrontDatabaseOptions): FrontDatabase {
  return createReadOnlyDatabase({ ...options, name: 'culture' });
}
