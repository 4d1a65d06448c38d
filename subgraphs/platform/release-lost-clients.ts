import type pg from 'pg';

/** What the driver says of a statement that it has given up; the connection still waits for its answer. */
const GIVEN_UP = 'Query read timeout';

/**
 * Gives the place of a lost connection back to its pool. A transaction whose rollback fails, because the server is
 * gone or does not answer, is never released by the query builder: without this each loss would cost a place for good.
 * A connection with a statement that was given up is cut, lest the next transaction find itself within the last one.
 */
export function releaseLostClients(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...all: unknown[]) => unknown;
    const cut = () => (client as unknown as { connection: pg.Connection }).connection.stream.destroy();
    Object.assign(client, {
      query(...all: unknown[]) {
        const sent = send(...all);
        if (sent instanceof Promise) {
          sent.catch((error: unknown) => {
            if (error instanceof Error && error.message === GIVEN_UP) cut();
          });
        }
        return sent;
      },
    });
    client.once('end', () => {
      const { release } = client as pg.PoolClient;
      // Whoever still holds it may give it back once more.
      (client as pg.PoolClient).release = () => undefined;
      try {
        release(true);
      } catch {
        // It was idle: the pool knows already.
      }
    });
  });
}
