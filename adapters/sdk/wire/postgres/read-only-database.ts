import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { Logger } from '../../../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../../contract.ts';
import { forLog } from '../../mapping/log-text.ts';
import { toDepartmentFault } from './database-fault.ts';
import { GuardedClient } from './guarded-client.ts';

/** A row of the department's, none of its values to be trusted. */
export type DatabaseRow = Readonly<Record<string, unknown>>;

export interface ReadOnlyDatabaseOptions {
  url: string;
  /** Of the department, for messages. */
  name: string;
  /** Most connections that the account may hold. */
  connections: number;
  /** Whether values come as the text that the server sent (default), or as the driver reads their types. */
  typed?: boolean;
  log: Logger;
}

/** A department's database (e.g. a 前置机), read with one statement a call. */
export interface ReadOnlyDatabase {
  /** @throws DepartmentFault; TIMEOUT as soon as the signal is aborted */
  rows(sql: string, values: readonly unknown[], signal: AbortSignal): Promise<readonly DatabaseRow[]>;
  /** The same promise however often called. */
  close(): Promise<void>;
}

/** Of a call's 800 ms, connecting and signing in may take this much. */
const CONNECT_TIMEOUT_MS = 500;
/** The server ends a statement that nobody waits for any more; else it would hold one of three connections. */
const STATEMENT_TIMEOUT_MS = 800;
/** How long, and how often, a place is tried for where the account has none and nothing of ours can free one. */
const WAIT_FOR_PLACE_MS = 200;
const PLACE_RETRY_MS = 25;
/** The columns' types are the vendor's to change; the mapping reads text and decides itself. */
const asText = { getTypeParser: () => (value: string) => value };

/**
 * Pooled connections that keep nothing between two statements (no prepared statement, no `SET`, no transaction), so
 * that a transaction-mode pooler may stand between.
 */
export function createReadOnlyDatabase({
  url,
  name,
  connections,
  typed = false,
  log,
}: ReadOnlyDatabaseOptions): ReadOnlyDatabase {
  const pool = new Pool({
    Client: GuardedClient,
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'one-licence-hub',
    keepAlive: true,
  });
  // A server that restarts reports lost idle connections here; unheard, that would end the process.
  pool.on('error', (error) => log.info({ detail: forLog(error.message) }, 'idle connection lost'));
  // The same for a connection that is lost while in use: its statement's promise tells the story.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const used = new WeakSet<PoolClient>();
  const waiting: (() => void)[] = [];
  let opening = 0;
  let lent = 0;
  let closing: Promise<void> | undefined;

  /**
   * A connection of ours. Where the account may have no more of them, it waits for one that is lent; where none is
   * (another worker has them all, or the server has not yet noticed that ours have ended) it tries for a moment.
   */
  async function borrow(signal: AbortSignal): Promise<PoolClient> {
    const giveUpAt = performance.now() + WAIT_FOR_PLACE_MS;
    for (;;) {
      let othersExist: boolean;
      opening += 1;
      try {
        const client = await pool.connect();
        lent += 1;
        return client;
      } catch (error) {
        othersExist = lent + opening > 1;
        const isFull = (error as { code?: string }).code === '53300';
        if (!isFull || signal.aborted || (!othersExist && performance.now() > giveUpAt)) throw error;
      } finally {
        opening -= 1;
        // The last attempt has failed too: nobody will ever give back what the others wait for.
        if (lent + opening === 0) wakeWaiting();
      }
      if (pool.idleCount > 0) continue;
      await (othersExist ? new Promise<void>((resume) => waiting.push(resume)) : delay(PLACE_RETRY_MS));
    }
  }

  function wakeWaiting(): void {
    for (const resume of waiting.splice(0)) resume();
  }

  function giveBack(client: PoolClient): void {
    lent -= 1;
    used.add(client);
    client.release();
    wakeWaiting();
  }

  /** @param running whether the statement may still run on it */
  function discard(client: PoolClient, running: boolean): void {
    lent -= 1;
    const front = guardedClient(client);
    // The driver alone would say goodbye and wait for the server to hang up, which one that hangs never does.
    if (running) front.abandon();
    client.release(true);
    front.destroyWire();
    wakeWaiting();
  }

  async function borrowWithin(signal: AbortSignal): Promise<PoolClient> {
    const borrowing = borrow(signal);
    try {
      return await untilAborted(borrowing, signal, `${name} database: no connection within the budget`);
    } catch (error) {
      // It may still come; the next statement has use for it.
      if (signal.aborted) borrowing.then(giveBack).catch(() => undefined);
      throw toDepartmentFault(error, name, { answerHasBegun: false, connectionWasKept: false });
    }
  }

  return {
    async rows(sql, values, signal) {
      if (signal.aborted)
        throw new DepartmentFault('TIMEOUT', `${name} database: aborted before it was asked`);
      const client = await borrowWithin(signal);
      const front = guardedClient(client);
      front.beginAnswer();
      try {
        const query = client.query<Record<string, unknown>>({
          text: sql,
          values: [...values],
          ...(typed ? {} : { types: asText }),
        });
        const result = await untilAborted(
          query,
          signal,
          `${name} database: no whole answer within the budget`,
        );
        giveBack(client);
        return result.rows;
      } catch (error) {
        const fault = toDepartmentFault(error, name, {
          answerHasBegun: front.answerHasBegun,
          connectionWasKept: used.has(client),
        });
        discard(client, signal.aborted);
        throw fault;
      }
    },
    close: () => (closing ??= pool.end()),
  };
}

/** The pool makes its clients of the class that it was given. */
function guardedClient(client: PoolClient): GuardedClient {
  return client as unknown as GuardedClient;
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new DepartmentFault('TIMEOUT', what));
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
