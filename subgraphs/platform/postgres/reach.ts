import { access, constants } from 'node:fs/promises';
import type { PostgresAccount } from './postgres-account.ts';
import { runAs } from './run-as.ts';

/**
 * Whether a user can enter a folder, or run a file: every folder above it included. The kernel is asked, by a process
 * of that user, because the modes of the ancestors alone do not tell (access lists, `noexec`, namespaces).
 * @param account null for the current user
 * @throws EmbeddedPostgresError where root may not act as that user (a container without the capability)
 */
export async function canReach(account: PostgresAccount | null, path: string): Promise<boolean> {
  if (account === null) {
    return await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
  }
  const { ended } = runAs(account, '/bin/sh', ['-c', 'test -x "$1"', 'sh', path]);
  return (await ended).code === 0;
}
