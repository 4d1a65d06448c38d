import { permitNumberKey } from '../../subgraphs/domain/permit-number-key.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';
import type { CallContext, DepartmentClient } from '../sdk/contract.ts';
import { attributeRows } from '../sdk/mapping/attribute-rows.ts';
import { inTurn } from '../sdk/wire/in-turn.ts';
import { createReadOnlyDatabase } from '../sdk/wire/postgres/read-only-database.ts';
import { CHANGES_SQL, COLUMNS, readChangesPage, readCursor, type ChangesRow } from './changes-page.ts';
import { REGISTRY_ROWS, toPermitRecord, type RegistryRow } from './mapping.ts';

/** Connections to the hub's own database that the live reads may hold. */
export const CONNECTIONS = 4;

const BY_NUMBER = `SELECT ${COLUMNS} FROM registry.permit WHERE number_key = ANY($1)`;
const BY_HOLDER = `SELECT ${COLUMNS} FROM registry.permit WHERE holder_uscc = ANY($1) ORDER BY number`;

/** Reads the registry's own schema in the hub's PostgreSQL: as live as the permits of any other department. */
export function createRegistryClient(databaseUrl: string, log: Logger): DepartmentClient {
  const database = createReadOnlyDatabase({
    name: 'registry',
    url: databaseUrl,
    connections: CONNECTIONS,
    typed: true,
    log,
  });

  async function rows<Row>(sql: string, values: readonly unknown[], call: CallContext): Promise<Row[]> {
    return (await inTurn(call, (signal) => database.rows(sql, values, signal))) as unknown as Row[];
  }

  return {
    async read(numbers, call) {
      const found = await rows<RegistryRow>(BY_NUMBER, [numbers.map(permitNumberKey)], call);
      return attributeRows(numbers, { rows: found, total: null }, REGISTRY_ROWS);
    },
    async findByHolder(usccs, call) {
      const found = await rows<RegistryRow>(BY_HOLDER, [usccs], call);
      return found.map((row) => ({ uscc: row.holderUscc, number: row.number, record: toPermitRecord(row) }));
    },
    async changes(after, call) {
      const from = readCursor(after);
      const [row] = await rows<ChangesRow>(CHANGES_SQL, [from], call);
      return readChangesPage(from, row);
    },
    close: () => database.close(),
  };
}
