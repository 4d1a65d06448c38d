import { Pool, type PoolClient } from 'pg';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import { DepartmentFault } from '../sdk/contract.ts';
import { toDepartmentFault } from './database-fault.ts';
import { FrontClient } from './front-client.ts';

/** A row of the department's view: every value as the text that the server sent, or null; none to be trusted. */
export type ViewRow = Readonly<Record<string, unknown>>;

export interface FrontDatabaseOptions {
  url: string;
  /** Most connections that the account may hold. */
  connections: number;
  log: Logger;
}

/** The department's exchange database (前置机), read with one statement a call. */
export interface FrontDatabase {
  /** @throws DepartmentFault; TIMEOUT as soon as the signal is aborted */
  rows(sql: string, values: readonly string[], signal: AbortSignal): Promise<readonly ViewRow[]>;
  /** The same promise however often called. */
  close(): Promise<void>;
}

/** Of a call's 800 ms, connecting and signing in may take this much. */
const CONNECT_TIMEOUT_MS = 500;
/** The server ends a statement that nobody waits for any more; else it would hold one of three connections. */
const STATEMENT_TIMEOUT_MS = 800;
/** The columns' types are the vendor's to change; the mapping reads text and decides itself. */
const asText = { getTypeParser: () => (value: string) => value };

/**
 * Pooled connections that keep nothing between two statements (no prepared statement, no `SET`, no transaction), so
 * that a transaction-mode pooler may stand between.
 */
export function createFrontDatabase({ url, connections, log }: FrontDatabaseOptions): FrontDatabase {
  const pool = new Pool({
    Client: FrontClient,
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'one-licence-hub',
    keepAlive: true,
  });
  // A server that restarts reports lost idle connections here; unheard, that would end the process.
  pool.on('error', (error) => log.info({ detail: error.message }, 'culture: idle connection lost'));
  // The same for a connection that is lost while in use: its statement's promise tells the story.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const used = new WeakSet<PoolClient>();
  let lent = 0;
  let closing: Promise<void> | undefined;

  /** A connection of ours, waiting for one in use where the account may have no more (another worker has them). */
  async function borrow(): Promise<PoolClient> {
    for (;;) {
      try {
        const client = await pool.connect();
        lent += 1;
        return client;
      } catch (error) {
        if ((error as { code?: string }).code !== '53300' || lent === 0) throw error;
        if (pool.idleCount === 0) await new Promise<void>((resume) => pool.once('release', () => resume()));
      }
    }
  }

  /** @param broken the connection is destroyed, with whatever still runs on it */
  function giveBack(client: PoolClient, broken: boolean): void {
    lent -= 1;
    used.add(client);
    client.release(broken);
    // The driver says goodbye and waits for the server to hang up, which a server that hangs never does.
    if (broken) frontClient(client).destroyWire();
  }

  async function borrowWithin(signal: AbortSignal): Promise<PoolClient> {
    const borrowing = borrow();
    try {
      return await untilAborted(borrowing, signal, 'no connection within the budget');
    } catch (error) {
      // It may still come; the next statement has use for it.
      if (signal.aborted) borrowing.then((client) => giveBack(client, false)).catch(() => undefined);
      throw toDepartmentFault(error, { answerHasBegun: false, connectionWasKept: false });
    }
  }

  return {
    async rows(sql, values, signal) {
      if (signal.aborted)
        throw new DepartmentFault('TIMEOUT', 'culture database: aborted before it was asked');
      const client = await borrowWithin(signal);
      const front = frontClient(client);
      front.beginAnswer();
      try {
        const query = client.query<Record<string, unknown>>({
          text: sql,
          values: [...values],
          types: asText,
        });
        const result = await untilAborted(query, signal, 'no whole answer within the budget');
        giveBack(client, false);
        return result.rows;
      } catch (error) {
        const fault = toDepartmentFault(error, {
          answerHasBegun: front.answerHasBegun,
          connectionWasKept: used.has(client),
        });
        giveBack(client, true);
        throw fault;
      }
    },
    close: () => (closing ??= pool.end()),
  };
}

/** The pool makes its clients of the class that it was given. */
function frontClient(client: PoolClient): FrontClient {
  return client as unknown as FrontClient;
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new DepartmentFault('TIMEOUT', `culture database: ${what}`));
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
