import { randomBytes } from 'node:crypto';
import type { NetConnectOpts } from 'node:net';
import { Client } from 'pg';
import { createSteadyPool } from '../../../../subgraphs/platform/steady-pool.ts';
import { Switches } from '../../core/switches.ts';
import type { DepartmentSystem, SystemServices } from '../../core/system.ts';
import { createCultureStore } from './culture-store.ts';
import { openDatabaseProxy } from '../../core/database/database-proxy.ts';
import { readsByNumber } from '../../core/database/read-counter.ts';
import { EMPTY_VIEW, FILLED_VIEW, FRONT_SCHEMA } from './front-schema.ts';
import { createReadOnlyAccount } from './read-only-account.ts';

const ACCOUNT = 'yzh_hub';

/** 文化和旅游: the exchange database (前置机), running: a view behind a read-only account, three connections, its whims. */
export async function createCultureSystem(services: SystemServices): Promise<DepartmentSystem> {
  const ownerUri = await services.database('culture');
  const password = services.secret('culture-database-password', () => randomBytes(24).toString('base64url'));
  const switches = new Switches({ latencyMs: [5, 20] });
  const pool = createSteadyPool({ connectionString: ownerUri, max: 4 });
  const { socketOrHost, database } = whereabouts(ownerUri);
  await pool.query(FRONT_SCHEMA);
  await pool.query(FILLED_VIEW);
  const account = await createReadOnlyAccount(pool, { name: ACCOUNT, password, database });
  const store = createCultureStore(pool);

  // Settings are changed in the database itself, one after the other; whoever asks meanwhile waits for them.
  let settled: Promise<void> = Promise.resolve();
  function settle(change: () => Promise<unknown>): Promise<unknown> {
    const changed = settled.then(change);
    // Told to whoever set it; the next change may succeed.
    settled = changed.then(
      () => undefined,
      () => undefined,
    );
    return changed;
  }

  const proxy = await openDatabaseProxy({
    switches,
    port: services.port('culture'),
    upstream: socketOrHost,
    account: { user: ACCOUNT, database },
    isRead: readsByNumber('v_xkz', 'xkzbh'),
    settled: () => settled,
  });

  return {
    code: 'culture',
    address: `postgres://127.0.0.1:${proxy.port}/${database}`,
    connection: {
      CULTURE_DATABASE_URL: `postgres://${ACCOUNT}:${password}@127.0.0.1:${proxy.port}/${database}`,
    },
    store,
    setFault: (fault) => proxy.setFault(fault),
    async applySettings(settings) {
      switches.applySettings(settings);
      const { limits, maintenance } = settings;
      await Promise.all([
        limits === undefined ? undefined : settle(() => account.limitConnections(limits)),
        maintenance === undefined
          ? undefined
          : settle(() => pool.query(maintenance ? EMPTY_VIEW : FILLED_VIEW)),
      ]);
    },
    get stats() {
      return switches.stats;
    },
    resetStats: () => switches.resetStats(),
    async close() {
      await proxy.close();
      await settled;
      await pool.end();
    },
  };
}

/** Where the server listens, a unix socket or a port, as the driver understands the URI. */
function whereabouts(uri: string): { socketOrHost: NetConnectOpts; database: string } {
  const { host, port, database } = new Client({ connectionString: uri });
  const socketOrHost = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  return { socketOrHost, database: database ?? '' };
}
