import { createSteadyPool } from '../../subgraphs/platform/steady-pool.ts';
import { DepartmentFault, type CallContext, type DepartmentClient } from '../sdk/contract.ts';
import { toPermitRecord, type RegistryRow } from './mapping.ts';

const COLUMNS = `number, status, valid_from::text AS "validFrom", valid_to::text AS "validTo", scope,
  holder_name AS "holderName", holder_uscc AS "holderUscc", address, issued_by AS "issuedBy", authority`;

/** Reads the registry's own schema in the hub's PostgreSQL: as live as the permits of any other department. */
export function createRegistryClient(databaseUrl: string): DepartmentClient {
  const pool = createSteadyPool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 500,
    statement_timeout: 800,
    application_name: 'registry-adapter',
  });

  async function rows(sql: { name: string; text: string }, keys: readonly string[], { signal }: CallContext) {
    signal.throwIfAborted();
    try {
      return (await pool.query<RegistryRow>({ ...sql, values: [keys] })).rows;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new DepartmentFault(signal.aborted ? 'TIMEOUT' : 'UNREACHABLE', `registry database: ${message}`);
    }
  }

  return {
    async read(numbers, call) {
      const found = new Map(
        (
          await rows(
            {
              name: 'registry_read',
              text: `SELECT ${COLUMNS} FROM registry.permit WHERE number = ANY($1)`,
            },
            numbers,
            call,
          )
        ).map((row) => [row.number, row]),
      );
      return numbers.map((number) => {
        const row = found.get(number);
        return row ? { kind: 'FOUND', number, record: toPermitRecord(row) } : { kind: 'ABSENT', number };
      });
    },
    async findByHolder(usccs, call) {
      const found = await rows(
        {
          name: 'registry_find_by_holder',
          text: `SELECT ${COLUMNS} FROM registry.permit WHERE holder_uscc = ANY($1) ORDER BY number`,
        },
        usccs,
        call,
      );
      return found.map((row) => ({
        uscc: row.holderUscc,
        number: row.number,
        record: toPermitRecord(row),
      }));
    },
    close: () => pool.end(),
  };
}
