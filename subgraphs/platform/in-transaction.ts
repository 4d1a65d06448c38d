import type { Pool, PoolClient } from 'pg';

/** Runs `work` in one transaction: all of it happens, or nothing. @throws whatever `work` throws */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => client.release(),
      // A connection that cannot even roll back is lost: the pool must not lend it again.
      (lost: Error) => client.release(lost),
    );
    throw error;
  }
}
