import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { entryHash, entrySeal, headSeal } from '../../../subgraphs/platform/audit/entry-hash.ts';
import { chainOf } from '../../../subgraphs/platform/audit/audit-log.ts';
import type { AuditEntry } from '../../../subgraphs/platform/audit/audit-entry.ts';
import { keepEnds } from '../../../subgraphs/platform/audit/kept-ends.ts';
import type { AuditReport } from '../../../subgraphs/platform/audit/verify-chains.ts';
import { findEmbeddedPostgres } from '../../../subgraphs/platform/embedded-postgres.ts';
import { readCallKeys } from '../../../subgraphs/platform/internal-call/call-keys.ts';
import { eventually } from '../../support/eventually.ts';
import { processesOfFolder, processOf } from '../../support/processes-of-folder.ts';
import { createDataFolder, startHub, type RunningHub } from '../../support/running-hub.ts';
import { decide, granted, inputOf, POLICE } from '../../support/registry-officer.ts';

const PROJECT = new URL('../../../', import.meta.url);
const NUMBER = '乌公特旅字第150302-1号';
const ELSEWHERE = '汴公特旅字第410202-1号';
const CHAIN = chainOf('150302', NUMBER);
const OTHER_CHAIN = chainOf('410202', ELSEWHERE);
const LAST = 9;

let folder: string;
let hub: RunningHub;
let superuser: pg.Client;
let endsFile: string;
beforeAll(async () => {
  folder = createDataFolder();
  hub = await startHub({ dataFolder: folder });
  endsFile = join(hub.dataFolder, 'audit-ends.json');
  const police = await hub.token(POLICE);
  const lead = await hub.token({ role: 'lead', region: '150300' });
  await granted(hub, police, { number: NUMBER });
  for (const [position, verb] of (['suspend', 'resume', 'revoke', 'cancel'] as const).entries()) {
    const input = { number: NUMBER, expectedVersion: position + 1 };
    await decide(hub, lead, verb, inputOf(verb, input));
    await decide(hub, police, verb, inputOf(verb, input));
  }
  const elsewhere = await hub.token({ ...POLICE, region: '410200' });
  await granted(hub, elsewhere, { number: ELSEWHERE, premises: { regionCode: '410202', address: '龙亭区' } });
  superuser = new pg.Client({ connectionString: await database() });
  superuser.on('error', () => undefined);
  await superuser.connect();
  // Whoever can do this is stopped by no trigger and no lack of rights.
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(
    'CREATE SCHEMA kept; CREATE TABLE kept.entry AS TABLE audit.entry; CREATE TABLE kept.head AS TABLE audit.head',
  );
  expect(await verify()).toMatchObject({ code: 0 });
}, 90_000);
/** Puts everything back as it was. */
async function restore(): Promise<void> {
  await superuser.query(
    `TRUNCATE audit.entry, audit.head; INSERT INTO audit.entry TABLE kept.entry; INSERT INTO audit.head TABLE kept.head`,
  );
}
afterAll(async () => {
  await superuser.end().catch(() => undefined);
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const database = async () => String(await findEmbeddedPostgres(join(hub.dataFolder, 'postgres'), 'hub'));

interface Verified {
  code: number;
  report: (AuditReport & { whole: boolean }) | null;
  said: string;
}

function verify(environment: Record<string, string> = {}, args = ['--json']): Promise<Verified> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['deploy/audit-verify.ts', ...args],
      { cwd: PROJECT, env: { ...process.env, DATA_DIR: hub.dataFolder, ...environment } },
      (error, out, err) => {
        const report = out.startsWith('{') ? (JSON.parse(out) as Verified['report']) : null;
        resolve({ code: error ? Number(error.code) : 0, report, said: out + err });
      },
    );
  });
}

async function expectBroken(position: number, kind: string, chain = CHAIN): Promise<void> {
  const { code, report } = await verify();
  expect({ code, whole: report?.whole, breaks: report?.breaks.map(({ id: _, ...found }) => found) }).toEqual({
    code: 1,
    whole: false,
    breaks: [{ chain, position, kind }],
  });
}

const secret = () =>
  readCallKeys(readFileSync(join(hub.dataFolder, 'audit-keys'), 'utf8').trim()).current.secret;

/** Works all hashes of the chain out anew from a position on, as somebody would who knows how. */
async function rewriteFrom(position: number, key: Buffer): Promise<void> {
  const { rows } = await superuser.query<AuditEntry>(
    `SELECT chain, position::int AS position, id, at, actor_role AS "actorRole", actor_id AS "actorId",
      actor_department AS "actorDepartment", actor_authority AS "actorAuthority", actor_region AS "actorRegion", action,
      subject_type AS "subjectType", subject_id AS "subjectId", region_code AS "regionCode", for_whom AS "forWhom", basis,
      reason, outcome, code, before, after, previous, hash FROM audit.entry WHERE chain = $1 ORDER BY position`,
    [CHAIN],
  );
  let previous = '';
  for (const row of rows) {
    if (row.position < position) {
      previous = row.hash;
      continue;
    }
    const hash = entryHash({ ...row, previous });
    await superuser.query(
      'UPDATE audit.entry SET previous = $1, hash = $2, seal = $3 WHERE chain = $4 AND position = $5',
      [previous, hash, entrySeal(key, hash), CHAIN, row.position],
    );
    previous = hash;
  }
  const head = { chain: CHAIN, position: rows.length, hash: previous };
  await superuser.query('UPDATE audit.head SET position = $1, hash = $2, seal = $3 WHERE chain = $4', [
    head.position,
    head.hash,
    headSeal(key, head),
    CHAIN,
  ]);
}

describe('the verification of the audit log', () => {
  afterEach(restore);

  test('finds a log whole that nobody has touched, while the hub runs', async () => {
    const { code, report } = await verify();
    expect({ code, report }).toMatchObject({
      code: 0,
      report: {
        whole: true,
        entries: LAST + 1,
        breaks: [],
        ends: [
          { chain: CHAIN, position: LAST },
          { chain: OTHER_CHAIN, position: 1 },
        ],
      },
    });
    expect((await verify({}, [])).said).toMatch(
      /✓ chain 1503-\d: 9 entries.*\n✓ chain 4102-\d: 1 entries.*\n10 entries read, all whole\./,
    );
  });

  test('names an entry that a superuser deleted (G10)', async () => {
    await superuser.query('DELETE FROM audit.entry WHERE chain = $1 AND position = 4', [CHAIN]);
    await expectBroken(4, 'MISSING');
  });

  test('names the first entry of a chain, too', async () => {
    await superuser.query('DELETE FROM audit.entry WHERE chain = $1 AND position = 1', [CHAIN]);
    await expectBroken(1, 'MISSING');
  });

  test.each([
    ['actor_id', "'somebody-else'"],
    ['actor_role', "'lead'"],
    ['at', "at + interval '1 millisecond'"],
    ['reason', 'NULL'],
    ['outcome', "'REFUSED'"],
    ['before', "repeat('0', 64)"],
    ['for_whom', "'91350100M000100Y43'"],
  ])('names an entry whose %s a superuser altered (G10)', async (column, value) => {
    await superuser.query(`UPDATE audit.entry SET ${column} = ${value} WHERE chain = $1 AND position = 5`, [
      CHAIN,
    ]);
    await expectBroken(5, 'ALTERED');
  });

  test('names the first of two entries that a superuser put in another order (G10)', async () => {
    await superuser.query(
      'UPDATE audit.entry SET position = CASE position WHEN 3 THEN 1007 ELSE 1003 END WHERE chain = $1 AND position IN (3, 7)',
      [CHAIN],
    );
    await superuser.query(
      'UPDATE audit.entry SET position = position - 1000 WHERE chain = $1 AND position > 1000',
      [CHAIN],
    );
    await expectBroken(3, 'ALTERED');
  });

  test('names an entry that a superuser put in between (G10)', async () => {
    await superuser.query(
      'UPDATE audit.entry SET position = position + 1000 WHERE chain = $1 AND position >= 5',
      [CHAIN],
    );
    await superuser.query(
      'UPDATE audit.entry SET position = position - 999 WHERE chain = $1 AND position > 1000',
      [CHAIN],
    );
    await superuser.query(
      `CREATE TEMP TABLE copy AS SELECT * FROM audit.entry WHERE chain = '${CHAIN}' AND position = 4`,
    );
    await superuser.query(
      'UPDATE copy SET position = 5; INSERT INTO audit.entry TABLE copy; DROP TABLE copy',
    );
    await expectBroken(5, 'ALTERED');
  });

  test('names one that a superuser added behind the end', async () => {
    await superuser.query(
      `CREATE TEMP TABLE copy AS SELECT * FROM audit.entry WHERE chain = '${CHAIN}' AND position = ${LAST}`,
    );
    await superuser.query(
      `UPDATE copy SET position = ${LAST + 1}; INSERT INTO audit.entry TABLE copy; DROP TABLE copy`,
    );
    await expectBroken(LAST + 1, 'ALTERED');
  });

  test('misses what a superuser cut off at the end (G10)', async () => {
    await superuser.query('DELETE FROM audit.entry WHERE chain = $1 AND position > 7', [CHAIN]);
    await expectBroken(8, 'CUT_OFF');
  });

  test('misses it also where the head was put back to what it once was', async () => {
    await superuser.query('DELETE FROM audit.entry WHERE chain = $1 AND position > 7', [CHAIN]);
    const { rows } = await superuser.query<{ hash: string }>(
      'SELECT hash FROM audit.entry WHERE chain = $1 AND position = 7',
      [CHAIN],
    );
    const hash = String(rows[0]?.hash);
    const seal = headSeal(secret(), { chain: CHAIN, position: 7, hash });
    await superuser.query('UPDATE audit.head SET position = 7, hash = $1, seal = $2 WHERE chain = $3', [
      hash,
      seal,
      CHAIN,
    ]);
    await expectBroken(8, 'CUT_OFF');
  });

  test('misses a chain that was taken away as a whole', async () => {
    await superuser.query(
      `DELETE FROM audit.entry WHERE chain = '${OTHER_CHAIN}'; DELETE FROM audit.head WHERE chain = '${OTHER_CHAIN}'`,
    );
    await expectBroken(1, 'CUT_OFF', OTHER_CHAIN);
  });

  test('names the entry from which on everything was hashed anew without the key', async () => {
    await superuser.query("UPDATE audit.entry SET reason = '改' WHERE chain = $1 AND position = 5", [CHAIN]);
    await rewriteFrom(5, Buffer.from('not the key, but as long as it is'));
    await expectBroken(5, 'FORGED');
  });

  test('names a head that does not fit', async () => {
    await superuser.query("UPDATE audit.head SET seal = repeat('0', 64) WHERE chain = $1", [CHAIN]);
    await expectBroken(LAST, 'HEAD_FORGED');
    await superuser.query('DELETE FROM audit.head WHERE chain = $1', [CHAIN]);
    await expectBroken(LAST, 'HEAD_FORGED');
  });

  test('misses even what somebody with the key has written anew, by the end that was kept', async () => {
    await superuser.query("UPDATE audit.entry SET reason = '改' WHERE chain = $1 AND position = 5", [CHAIN]);
    await rewriteFrom(5, secret());
    await expectBroken(LAST, 'FORGED');
    // What is found broken is not kept, nor is it by the hub, which sees a head with a sound seal.
    await keepEnds(endsFile, [{ chain: CHAIN, position: LAST, hash: '0'.repeat(64) }]);
    expect(readFileSync(endsFile, 'utf8')).not.toContain('0'.repeat(64));
    expect(readFileSync(endsFile, 'utf8')).not.toContain(
      String((await superuser.query('SELECT hash FROM audit.head WHERE chain = $1', [CHAIN])).rows[0]?.hash),
    );
  });

  test('says with code 2 that it could not verify: no keys, no database, a damaged file, an unknown option', async () => {
    const nowhere = await verify({ DATA_DIR: join(folder, 'nowhere') });
    expect(nowhere).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^AUDIT_KEYS is not set, and .* cannot be read \(ENOENT\)/),
    });
    const AUDIT_KEYS = `other:${Buffer.alloc(32, 7).toString('base64url')}`;
    expect(await verify({ DATA_DIR: join(folder, 'nowhere'), AUDIT_KEYS })).toMatchObject({
      code: 2,
      said: expect.stringContaining('no database'),
    });
    expect(await verify({ DATABASE_URL: 'postgresql://nobody:secret@127.0.0.1:1/none' })).toMatchObject({
      code: 2,
      said: expect.not.stringContaining('secret'),
    });
    expect(await verify({}, ['--jsn'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('Known: --json'),
    });
    const { report, code } = await verify({ AUDIT_KEYS });
    expect([code, report?.breaks[0]?.kind]).toEqual([1, 'UNKNOWN_KEY']);
    const ends = readFileSync(endsFile, 'utf8');
    writeFileSync(endsFile, '[{"chain":');
    expect(await verify()).toMatchObject({ code: 2, said: expect.stringContaining('is damaged') });
    writeFileSync(endsFile, ends);
  });
});

describe('while PostgreSQL is away', () => {
  /** The server and its children, which freeze and die together. */
  function signalServer(signal: NodeJS.Signals): void {
    const server = processOf(hub.dataFolder, 'hub-postgres');
    for (const { pid, parent } of processesOfFolder(hub.dataFolder)) {
      if (pid === server || parent === server) process.kill(pid, signal);
    }
  }

  test.each(['SIGSTOP', 'SIGKILL'] as const)(
    'by %s, decisions in flight are answered or a typed 503; nothing is half done, and the same key tells which',
    async (signal) => {
      const police = await hub.token(POLICE);
      const numbers = await Promise.all(Array.from({ length: 8 }, () => granted(hub, police)));
      const inputs = numbers.map((number) => inputOf('suspend', { number, expectedVersion: 1 }));
      const decideAll = () => Promise.all(inputs.map((input) => decide(hub, police, 'suspend', input)));
      const first = decideAll();
      signalServer(signal);
      try {
        for (const { status, code, change } of await first) {
          expect([status, code ?? change?.statusAfter]).toEqual(
            change ? [200, 'SUSPENDED'] : [503, 'SERVICE_UNAVAILABLE'],
          );
        }
      } finally {
        if (signal === 'SIGSTOP') signalServer('SIGCONT');
      }
      const again = await eventually(async () => {
        const all = await decideAll();
        expect(all.map(({ code }) => code)).toEqual(numbers.map(() => undefined));
        return all;
      }, 15_000);
      expect(again.map(({ change }) => change?.entry)).toEqual(
        numbers.map((number) => expect.objectContaining({ number, version: 2, status: 'SUSPENDED' })),
      );
      const looking = new pg.Client({ connectionString: await database() });
      await looking.connect();
      const { rows } = await looking.query(
        `SELECT p.version, (SELECT count(*)::int FROM registry.change c WHERE c.permit_id = p.id) AS changes,
          (SELECT count(*)::int FROM audit.entry e WHERE e.subject_id = p.number AND e.outcome = 'DONE') AS acts
         FROM registry.permit p WHERE number = ANY($1)`,
        [numbers],
      );
      await looking.end();
      expect(rows).toEqual(numbers.map(() => ({ version: 2, changes: 2, acts: 2 })));
      expect(await verify()).toMatchObject({ code: 0 });
    },
    40_000,
  );
});

describe('a hub that has stopped', () => {
  test('has kept the ends by itself, and its log can be verified', async () => {
    const police = await hub.token(POLICE);
    const { report } = await verify();
    await granted(hub, police);
    rmSync(endsFile);
    await hub.stop();
    const entries = Number(report?.entries);
    const ends = JSON.parse(readFileSync(endsFile, 'utf8')) as { position: number }[];
    expect(ends.reduce((sum, { position }) => sum + position, 0)).toBe(entries + 1);
    expect(await verify()).toMatchObject({ code: 0, report: { whole: true, entries: entries + 1 } });
  }, 60_000);
});
