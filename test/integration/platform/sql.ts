import pg from 'pg';

/** One statement over a connection of its own. */
export async function sql(uri: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: uri });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
