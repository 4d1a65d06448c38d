import { createSteadyPool } from '../../subgraphs/platform/steady-pool.ts';
import { DepartmentFault, type CallContext, type DepartmentClient } from '../sdk/contract.ts';
import { inTurn } from '../sdk/wire/in-turn.ts';
import { CHANGES_SQL, COLUMNS, readChangesPage, readCursor, type ChangesRow } from './changes-page.ts';
import { toPermitRecord, type RegistryRow } from './mapping.ts';

/** Reads the registry's own schema in the hub's PostgreSQL: as live as the permits of any other department. */
export function createRegistryClient(databaseUrl: string): DepartmentClient {
  const pool = createSteadyPool({
    connectionString: databaseUrl,
    max: 4,
    connectionTimeoutMillis: 500,
    statement_timeout: 800,
    application_name: 'registry-adapter',
  });

  function rows<Row extends object>(
    sql: { name: string; text: string },
    values: unknown[],
    call: CallContext,
  ) {
    return inTurn(call, async (signal) => {
      signal.throwIfAborted();
      try {
        return (await pool.query<Row>({ ...sql, values })).rows;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new DepartmentFault(
          signal.aborted ? 'TIMEOUT' : 'UNREACHABLE',
          `registry database: ${message}`,
        );
      }
    });
  }

  return {
    async read(numbers, call) {
      const sql = {
        name: 'registry_read',
        text: `SELECT ${COLUMNS} FROM registry.permit WHERE number = ANY($1)`,
      };
      const found = new Map((await rows<RegistryRow>(sql, [numbers], call)).map((row) => [row.number, row]));
      return numbers.map((number) => {
        const row = found.get(number);
        return row
          ? { kind: 'FOUND', number, record: toPermitRecord(row), version: row.version }
          : { kind: 'ABSENT', number };
      });
    },
    async findByHolder(usccs, call) {
      const sql = {
        name: 'registry_find_by_holder',
        text: `SELECT ${COLUMNS} FROM registry.permit WHERE holder_uscc = ANY($1) ORDER BY number`,
      };
      return (await rows<RegistryRow>(sql, [usccs], call)).map((row) => ({
        uscc: row.holderUscc,
        number: row.number,
        record: toPermitRecord(row),
      }));
    },
    async changes(after, call) {
      const from = readCursor(after);
      const [row] = await rows<ChangesRow>({ name: 'registry_changes', text: CHANGES_SQL }, [from], call);
      return readChangesPage(from, row);
    },
    close: () => pool.end(),
  };
}
