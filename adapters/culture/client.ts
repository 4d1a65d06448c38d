import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { DepartmentClient, DepartmentLimits } from '../sdk/contract.ts';
import { inTurn } from '../sdk/wire/in-turn.ts';
import { attributeRows } from './attribution.ts';
import { readChanges } from './changes.ts';
import { createFrontDatabase } from './front-database.ts';
import { findHeldPermits } from './holder-search.ts';
import { readByNumber } from './permit-view.ts';

export interface CultureClientOptions {
  /** URI of the exchange database with the read-only account. */
  databaseUrl: string;
  /** Most connections of this process. Default: all that the account may hold. */
  connections?: number;
  log: Logger;
}

/** The account may hold three connections, and each bears one statement at a time. */
export const CULTURE_LIMITS: DepartmentLimits = { batchSize: 50, concurrency: 3 };

/** The wire client of the culture department: one SQL statement a read, on its view of permits. */
export function createCultureClient({
  databaseUrl,
  connections = CULTURE_LIMITS.concurrency,
  log,
}: CultureClientOptions): DepartmentClient {
  const database = createFrontDatabase({ url: databaseUrl, connections, log });
  return {
    async read(numbers, { signal }) {
      if (numbers.length === 0) return [];
      if (numbers.length > CULTURE_LIMITS.batchSize) {
        throw new RangeError(
          `culture: ${numbers.length} numbers in one read, at most ${CULTURE_LIMITS.batchSize}`,
        );
      }
      return attributeRows(numbers, await readByNumber(database, numbers, signal));
    },
    findByHolder(usccs, call) {
      return inTurn(call, (signal) => findHeldPermits(database, usccs, signal));
    },
    changes: (after, call) => readChanges(after, { database, log, now: new Date() }, call),
    close: () => database.close(),
  };
}
