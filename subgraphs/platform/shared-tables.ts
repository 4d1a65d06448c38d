import { AuditEntry } from './audit/audit-entry.ts';
import { AuditHead } from './audit/audit-head.ts';
import { migrate, openDatabase } from './database.ts';
import { AnsweredRequest } from './idempotency/answered-request.ts';
import type { Logger } from './logger.ts';
import { CreateAudit } from './migrations/20261121-create-audit.ts';
import { CreateIdempotency } from './migrations/20261121-create-idempotency.ts';

/** Entities of the tables that every role with mutations writes to; for its own `openDatabase`. */
export const SHARED_ENTITIES = [AuditEntry, AuditHead, AnsweredRequest] as const;

/** Brings the shared tables up to date; whichever role starts first does it. */
export async function migrateSharedTables(url: string, log: Logger): Promise<void> {
  const orm = await openDatabase({
    url,
    entities: [...SHARED_ENTITIES],
    migrations: { owner: 'platform', list: [CreateAudit, CreateIdempotency] },
    log,
    connections: 1,
  });
  try {
    await migrate(orm);
  } finally {
    await orm.close();
  }
}
