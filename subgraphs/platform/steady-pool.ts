import pg from 'pg';

/**
 * A pool that survives its server: a lost connection is reported on the pool while it is idle and on itself while it
 * is in use, and a report that nobody hears ends the process. The query in flight fails by itself.
 */
export function createSteadyPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  const heard = () => undefined;
  pool.on('error', heard);
  pool.on('connect', (client) => client.on('error', heard));
  return pool;
}
