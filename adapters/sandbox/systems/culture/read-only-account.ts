import { escapeIdentifier, escapeLiteral, type Pool } from 'pg';

/** What the department allows an outsider. */
const MOST_CONNECTIONS = 3;

/** The account that the department gives to the hub: it may read the view and what is put out for it, and nothing else. */
export interface ReadOnlyAccount {
  readonly name: string;
  /** @param on whether the department's limit of three connections holds */
  limitConnections(on: boolean): Promise<void>;
}

/** Creates the account, or brings the one of an earlier start to its proper state. */
export async function createReadOnlyAccount(
  pool: Pool,
  { name, password, database }: { name: string; password: string; database: string },
): Promise<ReadOnlyAccount> {
  const role = escapeIdentifier(name);
  const limitConnections = async (on: boolean) => {
    await pool.query(`ALTER ROLE ${role} CONNECTION LIMIT ${on ? MOST_CONNECTIONS : -1}`);
  };
  const known = await pool.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (known.rowCount === 0) await pool.query(`CREATE ROLE ${role}`);
  await pool.query(`
    ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
      CONNECTION LIMIT ${MOST_CONNECTIONS} PASSWORD ${escapeLiteral(password)};
    ALTER ROLE ${role} SET default_transaction_read_only = on;
    REVOKE ALL ON DATABASE ${escapeIdentifier(database)} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${escapeIdentifier(database)} TO ${role};
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA wl_qzk TO ${role};
    GRANT SELECT ON wl_qzk.v_xkz, wl_qzk.t_sj_out TO ${role};
  `);
  return { name, limitConnections };
}
