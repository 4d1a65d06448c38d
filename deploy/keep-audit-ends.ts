import { join } from 'node:path';
import { startEndKeeper } from '../subgraphs/platform/audit/end-keeper.ts';
import type { Closers } from '../subgraphs/platform/closers.ts';
import { readCallKeys } from '../subgraphs/platform/internal-call/call-keys.ts';
import { createLogger } from '../subgraphs/platform/logger.ts';

/** Where the ends of the audit log's chains are kept, outside of the database. */
export function auditEndsFile(dataFolder: string): string {
  return join(dataFolder, 'audit-ends.json');
}

/** Keeps them while the process that writes the log runs. @param keys as `AUDIT_KEYS` */
export async function keepAuditEnds(
  dataFolder: string,
  databaseUrl: string,
  keys: string,
  closers: Closers,
): Promise<void> {
  const end = startEndKeeper({
    databaseUrl,
    keys: readCallKeys(keys, 'AUDIT_KEYS'),
    file: auditEndsFile(dataFolder),
    log: createLogger('audit'),
  });
  await closers.add('audit ends', end);
}
