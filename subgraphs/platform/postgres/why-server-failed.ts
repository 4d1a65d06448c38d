import { DataFolderError } from '../data-folder-error.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * Puts what PostgreSQL said before it gave up into one line; the disk's troubles are the data folder's.
 * @param what failed, for people
 * @param lines the last ones that it wrote
 * @param pid undefined where not even its process could be started
 */
export function whyServerFailed(what: string, lines: readonly string[], data: string, pid?: number): Error {
  const said = lines.filter((line) => /\b(?:FATAL|PANIC|DETAIL|HINT|error|could not)\b/.test(line)).slice(-3);
  const reason = (said.length > 0 ? said : lines.slice(-2)).map(withoutPrefix).join('; ');
  const isMemory = /shared memory|semaphore/.test(reason);
  // In any line: what it says last may be a consequence only.
  if (!isMemory && lines.some((line) => /No space left|Disk quota exceeded|free disk space/.test(line))) {
    return DataFolderError.explain({ code: 'ENOSPC' }, data);
  }
  if (/Read-only file system/.test(reason)) return DataFolderError.explain({ code: 'EROFS' }, data);
  const cannotRun = pid === undefined ? ' This PostgreSQL needs glibc.' : '';
  return new EmbeddedPostgresError(
    `${what}: ${reason || 'it said nothing'}.${cannotRun} Put that right, set DATA_DIR to another folder, ` +
      'or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function withoutPrefix(line: string): string {
  return line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] /, '').trim();
}
