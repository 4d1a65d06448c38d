/** A hub killed in the middle of a sweep goes on from its cursor, and finds what changed meanwhile. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'pg';
import { startEmbeddedPostgres } from '../../subgraphs/platform/embedded-postgres.ts';
import { eventually } from '../support/eventually.ts';
import { createDataFolder, startHub } from '../support/running-hub.ts';

/** A heartbeat of 10 s, two looks of 5 s each for dead workers and barred keys, and a machine that has other work. */
const BACK_WITHIN_MS = 60_000;

const folder = createDataFolder();
const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
await postgres.ensureDatabase('hub');
const database = new Pool({ connectionString: postgres.uri('hub'), max: 2 });
const environment = { DATABASE_URL: postgres.uri('hub'), SWEEP_EVERY_SECONDS: '1' };
let hub = await startHub({ dataFolder: folder, environment });

async function sweep() {
  const { rows } = await database.query<{ cursor: string | null; isFinished: boolean }>(
    `SELECT cursor, finished_at IS NOT NULL AS "isFinished" FROM issuance.sweep WHERE department = 'food'`,
  );
  return rows[0];
}

try {
  await eventually(async () => assert.ok((await sweep())?.isFinished), 30_000);
  await hub.control('PUT', 'food/settings', { latencyMs: [400, 400] });
  const { rows } = await database.query<{ number: string }>(
    `SELECT e.number FROM issuance.permit_entry e JOIN issuance.last_known_record k ON k.entry_id = e.id
     WHERE e.department = 'food' AND k.status = 'VALID' ORDER BY e.number LIMIT 1`,
  );
  const number = String(rows[0]?.number);
  // From the beginning: after its first step it is on its way. A step under way may still write its own end over it.
  await eventually(
    async () => {
      const now = await sweep();
      if (now?.isFinished) {
        await database.query(
          `UPDATE issuance.sweep SET cursor = NULL, finished_at = NULL WHERE department = 'food'`,
        );
      }
      assert.ok(now?.cursor && !now.isFinished);
    },
    30_000,
    10,
  );
  const midway = (await sweep())?.cursor;
  hub.signal('SIGKILL');
  const killedAt = performance.now();
  await hub.ended();
  assert.equal((await sweep())?.cursor, midway);

  hub = await startHub({ dataFolder: folder, environment });
  await hub.control('PATCH', `food/permits/${number}`, { status: 'REVOKED', notify: false });
  await eventually(async () => {
    const found = await database.query<{ kind: string; on_face: boolean }>(
      `SELECT f.kind, e.on_face FROM issuance.finding f JOIN issuance.permit_entry e ON e.id = f.entry_id
       WHERE e.number = $1`,
      [number],
    );
    assert.deepEqual(found.rows, [{ kind: 'CHANGE_SEEN', on_face: false }]);
  }, BACK_WITHIN_MS);
  const foundAfterMs = Math.round(performance.now() - killedAt);
  console.log(JSON.stringify({ test: 'sweep-survives', foundAfterMs }));
} finally {
  await hub.stop();
  await database.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
