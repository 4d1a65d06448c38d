import pg from 'pg';
import type { CallKeys } from '../internal-call/call-keys.ts';
import type { Logger } from '../logger.ts';
import type { AuditHead } from './audit-head.ts';
import { headSeal } from './entry-hash.ts';
import { keepEnds } from './kept-ends.ts';

export interface EndKeeperOptions {
  databaseUrl: string;
  keys: CallKeys;
  /** See `kept-ends.ts`. */
  file: string;
  log: Logger;
}

const EVERY_MS = 10_000;
const WITHIN_MS = 2_000;

/**
 * Copies the ends of the chains out of the database every ten seconds while the hub runs: what is cut off or taken
 * away later is missed by `npm run audit:verify`. Nothing waits for it, and its failure stops nothing.
 * @returns ends it, once the last ends are kept
 */
export function startEndKeeper({ databaseUrl, keys, file, log }: EndKeeperOptions): () => Promise<void> {
  let last = '';
  let running: Promise<void> = Promise.resolve();

  async function keep(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: WITHIN_MS,
      query_timeout: WITHIN_MS,
      application_name: 'audit-ends',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<AuditHead>(
        'SELECT chain, position::float8 AS position, hash, key_id AS "keyId", seal FROM audit.head ORDER BY chain',
      );
      const seen = rows.filter((head) => {
        const secret = keys.secretOf(head.keyId);
        return secret !== undefined && headSeal(secret, head) === head.seal;
      });
      const text = JSON.stringify(seen);
      if (text === last) return;
      await keepEnds(
        file,
        seen.map(({ chain, position, hash }) => ({ chain, position, hash })),
      );
      last = text;
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'ends of the audit log not kept');
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  const timer = setInterval(() => {
    running = running.then(keep);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running.then(keep);
  };
}
