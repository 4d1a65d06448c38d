import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import type { DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import type { DepartmentClient, DepartmentFault, ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { eventually } from '../platform/eventually.ts';
import { call } from '../../support/call-context.ts';
import { faultOf } from '../../support/fault-of.ts';
import { openCultureHouse, WORLD, type CultureHouse } from './running-twin.ts';

const NUMBER = WORLD[0]!.number;
/** Connections that the account may hold. */
const CONNECTIONS = 3;

let house: CultureHouse;
let system: DepartmentSystem;
let client: DepartmentClient;

beforeAll(async () => {
  house = await openCultureHouse();
  system = await house.start();
  client = house.client(system);
});
afterAll(() => house?.close());
beforeEach(async () => {
  await system.setFault({ mode: 'none' });
  await system.applySettings({ limits: false, maintenance: false, latencyMs: [0, 0] });
  await answered();
});

/** Reads until the department answers; a connection may still be on its way out. */
async function answered(): Promise<readonly ReadAnswer[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.read([NUMBER], call());
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

/** Another user of the account, e.g. a second worker of the hub. */
async function openAccount(): Promise<Client> {
  for (let attempt = 1; ; attempt += 1) {
    const account = new Client({ connectionString: system.connection.CULTURE_DATABASE_URL! });
    account.on('error', () => undefined);
    try {
      await account.connect();
      return account;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

const reasonOf = async (milliseconds?: number) =>
  (await faultOf(client.read([NUMBER], call(milliseconds)))).reason;

describe('a fault of the culture department', () => {
  test('down: unreachable, with kept connections and without; then live again', async () => {
    await system.setFault({ mode: 'down' });
    expect(await reasonOf()).toBe('UNREACHABLE');
    expect(await reasonOf()).toBe('UNREACHABLE');
    await system.setFault({ mode: 'none' });
    expect(await answered()).toMatchObject([{ kind: 'FOUND' }]);
  });

  test('down in the middle of a statement: unreachable', async () => {
    await system.applySettings({ latencyMs: [2_000, 2_000] });
    const reading = faultOf(client.read([NUMBER], call()));
    await system.setFault({ mode: 'down' });
    expect((await reading).reason).toBe('UNREACHABLE');
  });

  test('hang: late, as soon as the signal says so, on a kept connection and on a new one', async () => {
    await system.setFault({ mode: 'hang' });
    for (let turn = 0; turn < 2 * CONNECTIONS; turn += 1) {
      const begun = performance.now();
      expect(await reasonOf(150)).toBe('TIMEOUT');
      expect(performance.now() - begun).toBeLessThan(400);
    }
    await system.setFault({ mode: 'none' });
    expect(await answered()).toMatchObject([{ kind: 'FOUND' }]);
  });

  test('hang: a new connection is given up after its own time, without a signal', async () => {
    const fresh = house.client(system);
    await system.setFault({ mode: 'hang' });
    const begun = performance.now();
    const { reason } = await faultOf(fresh.read([NUMBER], { signal: new AbortController().signal }));
    expect(reason).toBe('TIMEOUT');
    expect(performance.now() - begun).toBeLessThan(900);
    await fresh.close();
  });

  test('hang with every connection busy: the pool is free again at once', async () => {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => client.read([NUMBER], call())));
    await system.setFault({ mode: 'hang' });
    const reasons = await Promise.all(Array.from({ length: CONNECTIONS }, () => reasonOf(100)));
    expect(reasons).toEqual(['TIMEOUT', 'TIMEOUT', 'TIMEOUT']);
    await system.setFault({ mode: 'none' });
    const begun = performance.now();
    expect(await client.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND' }]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test('latency: live while it is within the budget, late beyond', async () => {
    await system.setFault({ mode: 'latency', ms: 150 });
    const begun = performance.now();
    expect(await client.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND' }]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(145);
    await system.setFault({ mode: 'latency', ms: 5_000 });
    expect(await reasonOf(100)).toBe('TIMEOUT');
  });

  test('error: its own errors, each typed, never an answer', async () => {
    await system.setFault({ mode: 'error' });
    const reasons = new Set<string>();
    for (let turn = 0; turn < 12; turn += 1) reasons.add(await reasonOf());
    // A refused place is tried for again, and meets the next failure in turn.
    expect(reasons).toEqual(new Set(['REJECTED', 'UNREACHABLE']));
  });

  test('garbage: bad data, whatever kind it is, never an answer', async () => {
    await system.setFault({ mode: 'garbage' });
    for (let turn = 0; turn < 9; turn += 1) {
      const outcome = await client.read([NUMBER, WORLD[1]!.number, '999999169999'], call()).then(
        (answers) => answers.map(({ kind }) => kind),
        (error: DepartmentFault) => error.reason,
      );
      expect([['BAD', 'BAD', 'BAD'], 'BAD_DATA']).toContainEqual(outcome);
    }
  });

  test('flap: answers and resets by turns, and nothing else', async () => {
    await system.setFault({ mode: 'flap', ms: 200 });
    const seen = new Set<string>();
    const deadline = performance.now() + 10_000;
    while (seen.size < 2 && performance.now() < deadline) {
      seen.add(
        await client.read([NUMBER], call()).then(
          ([answer]) => answer!.kind,
          (error: DepartmentFault) => error.reason,
        ),
      );
    }
    expect(seen).toEqual(new Set(['FOUND', 'UNREACHABLE']));
  });

  test('counts the statements that it fails', async () => {
    await system.setFault({ mode: 'garbage' });
    await answered().catch(() => undefined);
    system.resetStats();
    await client.read([NUMBER, '1'], call()).catch(() => undefined);
    expect(system.stats).toMatchObject({ requests: 1, keys: 2 });
  });
});

describe('a statement that the caller left', () => {
  test('is not sent where the signal was aborted before', async () => {
    system.resetStats();
    const { reason } = await faultOf(client.read([NUMBER], { signal: AbortSignal.abort() }));
    expect(reason).toBe('TIMEOUT');
    expect(system.stats.requests).toBe(0);
  });

  test('gives its connection up, so that others read on beside many that were aborted', async () => {
    await system.applySettings({ latencyMs: [40, 60] });
    for (let turn = 0; turn < 10; turn += 1) {
      const abort = new AbortController();
      const reads = Array.from({ length: 6 }, () => faultOf(client.read([NUMBER], { signal: abort.signal })));
      abort.abort();
      for (const fault of await Promise.all(reads)) expect(fault.reason).toBe('TIMEOUT');
    }
    await system.applySettings({ latencyMs: [0, 0] });
    expect(await client.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND' }]);
  });
});

describe('trouble inside the database', () => {
  test('a slow statement that its caller left is ended in the server too, and its place is free', async () => {
    await system.applySettings({ limits: true });
    await house.owner.query(`CREATE OR REPLACE VIEW wl_qzk.v_xkz AS
      SELECT * FROM wl_qzk.t_xkz WHERE scbz = '0' AND pg_sleep(30) IS NOT NULL`);
    const begun = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, () => reasonOf(60)));
    await eventually(async () => {
      const { rowCount } = await house.owner.query(`SELECT FROM pg_stat_activity WHERE usename = 'yzh_hub'`);
      return rowCount === 0;
    });
    // Well before the statement timeout would have ended them.
    expect(performance.now() - begun).toBeLessThan(600);
    await system.applySettings({ maintenance: false });
    expect(await client.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND' }]);
  });

  test('with one connection left for us, three reads at once wait for it in turn', async () => {
    await system.applySettings({ limits: true });
    const fresh = house.client(system);
    await client.close();
    const others = await Promise.all([openAccount(), openAccount()]);
    const reads = Array.from({ length: CONNECTIONS }, () => fresh.read([NUMBER], call()));
    for (const answers of await Promise.all(reads)) expect(answers).toMatchObject([{ kind: 'FOUND' }]);
    await fresh.close();
    client = house.client(system);
    await Promise.all(others.map((other) => other.end()));
  });

  test('with no connection left for us, reads at once are all throttled', async () => {
    await system.applySettings({ limits: true });
    await client.close();
    const others = await Promise.all(Array.from({ length: CONNECTIONS }, openAccount));
    client = house.client(system);
    const reasons = await Promise.all(Array.from({ length: CONNECTIONS }, () => reasonOf()));
    expect(reasons).toEqual(['THROTTLED', 'THROTTLED', 'THROTTLED']);
    await Promise.all(others.map((other) => other.end()));
  });

  test('a column or a view that went missing is bad data, named as drift of the schema', async () => {
    await house.owner.query('ALTER VIEW wl_qzk.v_xkz RENAME COLUMN hdry TO hdrs');
    const missing = await faultOf(client.read([NUMBER], call()));
    expect(missing).toMatchObject({ reason: 'BAD_DATA', message: expect.stringContaining('SCHEMA_DRIFT') });
    await house.owner.query('ALTER VIEW wl_qzk.v_xkz RENAME COLUMN hdrs TO hdry');
    await house.owner.query('ALTER VIEW wl_qzk.v_xkz RENAME TO v_old');
    const gone = await faultOf(client.read([NUMBER], call()));
    expect(gone).toMatchObject({ reason: 'BAD_DATA', message: expect.stringContaining('SCHEMA_DRIFT') });
    await house.owner.query('ALTER VIEW wl_qzk.v_old RENAME TO v_xkz');
    expect(await client.read([NUMBER], call())).toMatchObject([{ kind: 'FOUND' }]);
  });

  test('a locked table is late: the server ends the statement by itself', async () => {
    const owner = await house.owner.connect();
    await owner.query('BEGIN; LOCK TABLE wl_qzk.t_xkz IN ACCESS EXCLUSIVE MODE');
    const begun = performance.now();
    expect(await reasonOf()).toBe('TIMEOUT');
    expect(performance.now() - begun).toBeLessThan(2_000);
    await owner.query('ROLLBACK');
    owner.release();
  });

  test('an account without its right is rejected, and so is a wrong password', async () => {
    await house.owner.query('REVOKE SELECT ON wl_qzk.v_xkz FROM yzh_hub');
    expect(await reasonOf()).toBe('REJECTED');
    await house.owner.query('GRANT SELECT ON wl_qzk.v_xkz TO yzh_hub');
    const url = new URL(system.connection.CULTURE_DATABASE_URL!);
    url.password = 'wrong';
    const stranger = house.client({ ...system, connection: { CULTURE_DATABASE_URL: url.href } });
    expect((await faultOf(stranger.read([NUMBER], call()))).reason).toBe('REJECTED');
    await stranger.close();
  });

  test('connections that an administrator ended are unreachable at most once each, and safe to ask again', async () => {
    await house.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'yzh_hub'`,
    );
    for (let turn = 0; turn <= CONNECTIONS; turn += 1) {
      const outcome = await client.read([NUMBER], call()).catch((error: DepartmentFault) => error);
      if (Array.isArray(outcome)) return expect(outcome).toMatchObject([{ kind: 'FOUND' }]);
      expect(outcome).toMatchObject({ reason: 'UNREACHABLE', resendable: true });
    }
    throw new Error('never answered again');
  });

  test('columns of other types than agreed are read all the same, or are bad data', async () => {
    await house.owner.query(`CREATE OR REPLACE VIEW wl_qzk.v_kept AS SELECT * FROM wl_qzk.v_xkz`);
    await house.owner.query(`DROP VIEW wl_qzk.v_kept; DROP VIEW wl_qzk.v_xkz;
      CREATE VIEW wl_qzk.v_xkz AS SELECT xh::numeric, xkzbh, xkzlx, dwmc, tyshxydm, fddbr, jycs, hdry::text,
        to_date(fzrq, 'YYYYMMDD') AS fzrq, yxqz::text, zt::text FROM wl_qzk.t_xkz WHERE scbz = '0' AND fzrq = '20250601';
      GRANT SELECT ON wl_qzk.v_xkz TO yzh_hub`);
    expect(await client.read([NUMBER], call())).toMatchObject([
      { kind: 'FOUND', record: { validFrom: '2025-06-01', capacity: 60, status: 'VALID' } },
    ]);
    await house.owner.query(`DROP VIEW wl_qzk.v_xkz;
      CREATE VIEW wl_qzk.v_xkz AS SELECT * FROM wl_qzk.t_xkz WHERE scbz = '0';
      GRANT SELECT ON wl_qzk.v_xkz TO yzh_hub`);
  });
});
