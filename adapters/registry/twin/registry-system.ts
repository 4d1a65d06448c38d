import { randomBytes } from 'node:crypto';
import { escapeIdentifier, Client } from 'pg';
import type { NetConnectOpts } from 'node:net';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { createSteadyPool } from '../../../subgraphs/platform/steady-pool.ts';
import { openDatabaseProxy } from '../../sandbox/core/database/database-proxy.ts';
import { readsByNumber } from '../../sandbox/core/database/read-counter.ts';
import { Switches } from '../../sandbox/core/switches.ts';
import {
  NotInVocabulary,
  type DepartmentSystem,
  type SystemServices,
  type WorldPermit,
} from '../../sandbox/core/system.ts';
import { openRegistryStore, type PermitToRegister } from '../registry-store.ts';

const COLUMNS: ReadonlySet<string> = new Set([
  ...['status', 'valid_to', 'holder_name', 'holder_uscc', 'address', 'version'],
]);
const AUTHORITY = '公安';

function toRegister(permit: WorldPermit): PermitToRegister {
  return {
    regionCode: permit.regionCode,
    number: permit.number,
    permitType: permit.permitType,
    status: permit.status,
    validFrom: permit.validFrom,
    validTo: permit.validTo,
    scope: [...permit.scope],
    holderName: permit.holderName,
    holderUscc: permit.uscc,
    address: permit.address,
    issuedBy: permit.issuedBy,
    authority: AUTHORITY,
  };
}

/** The registry's schema in a database of its own, behind a proxy where its faults are made. */
export async function createRegistrySystem(services: SystemServices): Promise<DepartmentSystem> {
  const uri = await services.database('registry');
  const store = await openRegistryStore(uri, createLogger('registry-twin', 'silent'));
  const pool = createSteadyPool({ connectionString: uri, max: 2 });
  const switches = new Switches({ latencyMs: [1, 5] });
  const { host, port, user = '', password = '', database = '' } = new Client({ connectionString: uri });
  const upstream: NetConnectOpts = host.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${port}` }
    : { host, port };
  const proxy = await openDatabaseProxy({
    switches,
    port: services.port('registry'),
    upstream,
    account: { user, database },
    isRead: readsByNumber('registry.permit', 'number_key'),
    settled: () => Promise.resolve(),
  });

  return {
    code: 'registry',
    address: `postgres://127.0.0.1:${proxy.port}/${database}`,
    connection: {
      REGISTRY_DATABASE_URL: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(String(password))}@127.0.0.1:${proxy.port}/${database}`,
      AUDIT_KEYS: `check:${services.secret('registry-audit-key', () => randomBytes(32).toString('base64url'))}`,
    },
    store: {
      open: (world) =>
        store.importPermits(world.filter(({ department }) => department === 'registry').map(toRegister)),
      sampleNumbers: async (count) =>
        (
          await pool.query<{ number: string }>(
            'SELECT number FROM registry.permit ORDER BY number LIMIT $1',
            [count],
          )
        ).rows.map(({ number }) => number),
      async patch(number, { raw = {} }) {
        const columns = Object.keys(raw);
        const unknown = columns.find((column) => !COLUMNS.has(column));
        if (unknown !== undefined)
          throw new NotInVocabulary(`the registry has no column ${unknown} to change`);
        const sets = columns.map((column, at) => `${escapeIdentifier(column)} = $${at + 2}`);
        // What an officer does through the graph besides: the version, and the place among the changes.
        if (!('version' in raw)) sets.push('version = version + 1');
        const counted = 'UPDATE registry.change_counter SET last = last + 1 RETURNING last';
        const { rowCount } = await pool
          .query(
            `WITH counted AS (${counted})
             UPDATE registry.permit SET ${sets.join(', ')}, changed_as = (SELECT last FROM counted) WHERE number = $1`,
            [number, ...Object.values(raw)],
          )
          .catch((error: Error) => {
            throw new NotInVocabulary(`the registry refuses it: ${error.message}`);
          });
        return rowCount === 1;
      },
      close: async () => {
        await store.close();
        await pool.end();
      },
    },
    setFault: (fault) => proxy.setFault(fault),
    applySettings: (settings) => switches.applySettings(settings),
    get stats() {
      return switches.stats;
    },
    resetStats: () => switches.resetStats(),
    async close() {
      await proxy.close();
      await store.close();
      await pool.end();
    },
  };
}
