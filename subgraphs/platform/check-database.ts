import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const LEAST_VERSION = 150_000;
const CONNECT_MS = 5_000;
/** A server that is still starting, or recovering from a crash, is waited for, milliseconds. */
const STARTING_MS = 20_000;
const POLL_MS = 250;

/**
 * Makes sure that the hub can work with a PostgreSQL that somebody else runs, before anything is done there.
 * @param variable that names it, for messages; they never repeat its value, which holds a password
 * @returns the server's version, e.g. `16.4`
 * @throws Error of one line, with the remedy
 */
export async function checkDatabase(url: string, variable: string): Promise<string> {
  const until = performance.now() + STARTING_MS;
  for (;;) {
    try {
      return await look(url, variable);
    } catch (error) {
      const isStarting = (error as { code?: string }).code === '57P03';
      if (!isStarting || performance.now() > until) throw explainDatabaseError(error, url, variable);
      await delay(POLL_MS);
    }
  }
}

interface Facts {
  number: number;
  version: string;
  encoding: string;
  standby: boolean;
}

async function look(url: string, variable: string): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
    application_name: 'one-licence-hub',
  });
  // Without a listener, a server that goes away in the middle ends the whole process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Facts>(`SELECT current_setting('server_version_num')::int AS number,
      current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
      pg_is_in_recovery() AS standby`);
    const { number, version, encoding, standby } = rows[0]!;
    if (number < LEAST_VERSION) {
      throw new DatabaseUnfit(`${variable}: its server is PostgreSQL ${version}; the hub needs 15 or later.`);
    }
    if (encoding !== 'UTF8') {
      throw new DatabaseUnfit(
        `${variable}: its database is encoded in ${encoding}, which cannot hold every Chinese name. ` +
          `Create one with ENCODING 'UTF8'.`,
      );
    }
    if (standby) {
      throw new DatabaseUnfit(`${variable}: its server is a read-only standby. Name the primary.`);
    }
    return version;
  } finally {
    await client.end().catch(() => undefined);
  }
}

class DatabaseUnfit extends Error {}

/** Puts what keeps the hub from a database into one line with the remedy, without the password. */
export function explainDatabaseError(error: unknown, url: string, variable: string): Error {
  if (error instanceof DatabaseUnfit) return error;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code = '', message = String(first) } = first as { code?: string; message?: string };
  const { host, port, user, database } = new pg.Client({ connectionString: url });
  const server = host.startsWith('/') ? host : `${host}:${port}`;
  const said = message.replaceAll(/\s+/g, ' ');
  return new Error(`${variable}: ${explanation()}`, { cause: error });

  function explanation(): string {
    switch (code) {
      case 'ECONNREFUSED':
      case 'ENOENT':
        return `no PostgreSQL listens at ${server} (${code}). Start it, or correct host and port.`;
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return `the host ${host} is not known (${code}). Correct it.`;
      case '28P01':
      case '28000':
        return `${server} does not let user ${user} in (${said}). Correct user and password.`;
      case '3D000':
        return `there is no database ${database} at ${server}. Create it, or correct the name.`;
      case '42501':
        return (
          `user ${user} may not create what the hub needs in database ${database} (${said}). ` +
          'Make it the owner of that database.'
        );
      default:
        return `the PostgreSQL at ${server} cannot be used (${said}). Put that right, or correct the address.`;
    }
  }
}
