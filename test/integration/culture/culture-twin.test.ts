import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { NotInVocabulary, type DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { call } from '../../support/call-context.ts';
import { openCultureHouse, USCC, WORLD, type CultureHouse } from './running-twin.ts';

const [FIRST, SECOND, SUSPENDED, OPEN_ENDED] = WORLD.map((permit) => permit.number) as [
  string,
  string,
  string,
  string,
];
const NOBODYS = '999999169999';

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
  await system.applySettings({ limits: true, maintenance: false, latencyMs: [0, 0] });
  await client.read([FIRST], call());
  system.resetStats();
});

async function recordOf(number: string) {
  const [answer] = await client.read([number], call());
  if (answer?.kind !== 'FOUND') throw new Error(`${number} is ${answer?.kind}`);
  return answer.record;
}

/** Statements as the department's account, past the adapter. */
async function asAccount(sql: string): Promise<unknown> {
  const account = new Client({ connectionString: system.connection.CULTURE_DATABASE_URL! });
  account.on('error', () => undefined);
  await account.connect();
  try {
    return (await account.query(sql)).rows;
  } finally {
    await account.end();
  }
}

describe('reading from the running culture department', () => {
  test('existing and absent numbers are answered by one statement, counted as one', async () => {
    const answers = await client.read([FIRST, NOBODYS, SUSPENDED, OPEN_ENDED], call());
    expect(answers).toMatchObject([
      {
        kind: 'FOUND',
        number: FIRST,
        record: {
          status: 'VALID',
          validTo: '2027-05-31',
          venueType: 'SONG_AND_DANCE',
          capacity: 60,
          remarks: [],
        },
      },
      { kind: 'ABSENT', number: NOBODYS },
      { kind: 'FOUND', record: { status: 'SUSPENDED' } },
      { kind: 'FOUND', record: { status: 'VALID', validTo: null } },
    ]);
    expect(system.stats).toEqual({ requests: 1, keys: 4, other: 0 });
  });

  test('every permit of the world is found, however its row is written', async () => {
    for (let at = 0; at < WORLD.length; at += 50) {
      const permits = WORLD.slice(at, at + 50);
      const answers = await client.read(
        permits.map(({ number }) => number),
        call(),
      );
      permits.forEach((permit, index) => {
        expect(answers[index]).toMatchObject({
          kind: 'FOUND',
          number: permit.number,
          record: {
            status: permit.status,
            validFrom: permit.validFrom,
            validTo: permit.validTo,
            scope: permit.scope,
            holderName: permit.holderName,
            holderUscc: USCC,
            address: permit.address,
            remarks: [],
          },
        });
      });
    }
  });

  test('awkward rows are answered, each with its own remark or none', async () => {
    const numbers = Array.from({ length: 50 }, (_, at) => `15030216${9001 + at}`);
    const answers = await client.read(numbers, call());
    const codes = answers.map((answer) =>
      answer.kind === 'FOUND' ? answer.record.remarks.map(({ code }) => code).join() : answer.kind,
    );
    for (const code of [
      'STATUS_UNKNOWN',
      'STATUS_MISSING',
      'DATE_UNREADABLE',
      'DATE_MISSING',
      'DATES_CONTRADICT',
    ]) {
      expect(codes).toContain(code);
    }
    for (const code of ['USCC_IS_CITIZEN_ID', 'USCC_IS_OLD_NUMBER', 'USCC_UNREADABLE', 'DUPLICATE_ROWS']) {
      expect(codes).toContain(code);
    }
    expect(codes).not.toContain('BAD');
    const said = JSON.stringify(answers);
    for (const personal of ['19491231', '13804735678', '赵建国', '"王建明'])
      expect(said).not.toContain(personal);
    expect(said).toContain('㐂𠮷䶮');
  });

  test.each([
    ['150302169101'],
    ['150302169102'],
    ['150302169103'],
    ['150302169105'],
    ['蒙网文〔2024〕9104-302号'],
  ])('the number %s is found although its column is padded or spelled otherwise', async (number) => {
    expect(await client.read([number], call())).toMatchObject([{ kind: 'FOUND', number }]);
  });

  test.each([
    ['王建明', '王*明'],
    ['王建明（个体工商户）', '王*明（个体工商户）'],
    ['王建明［个体］', '王*明［个体］'],
    ['　王建明　', '王*明'],
    ['王建明歌厅', '王建明歌厅'],
  ])('the business %s of 王建明 is shown as %s', async (dwmc, shown) => {
    await system.store.patch(SECOND, { raw: { dwmc, fddbr: '王建明' } });
    expect((await recordOf(SECOND)).holderName).toBe(shown);
  });

  test('a row that the department deleted is absent', async () => {
    const { rows } = await house.owner.query<{ xkzbh: string }>(
      `SELECT xkzbh FROM wl_qzk.t_xkz WHERE scbz = '1'`,
    );
    const number = rows[0]!.xkzbh.trim();
    expect(await client.read([number], call())).toEqual([{ kind: 'ABSENT', number }]);
  });

  test('numbers made to break a statement are only absent', async () => {
    const hostile = [
      "' OR 1=1 --",
      '{a,b}',
      '"',
      '\\',
      'NULL',
      '',
      ' ',
      'x'.repeat(500),
      '\0',
      '\ud800',
      '%',
      '𠮷',
    ];
    const answers = await client.read([...hostile, FIRST], call());
    expect(answers.map(({ kind }) => kind)).toEqual([...hostile.map(() => 'ABSENT'), 'FOUND']);
  });

  test('more numbers than a batch may hold are refused before they are sent', async () => {
    const numbers = Array.from({ length: 51 }, (_, at) => String(at));
    await expect(client.read(numbers, call())).rejects.toThrow(RangeError);
    expect(await client.read([], call())).toEqual([]);
    expect(system.stats).toEqual({ requests: 0, keys: 0, other: 0 });
  });

  test('the permits of a business are found by its code, in any spelling, as they are now', async () => {
    const held = await client.findByHolder([USCC.toLowerCase(), 'UNKNOWN'], call());
    expect(held.map(({ number }) => number)).toEqual(expect.arrayContaining([FIRST, SECOND, SUSPENDED]));
    expect(new Set(held.map(({ number }) => number)).size).toBe(held.length);
    expect(held.every(({ uscc }) => uscc === USCC.toLowerCase())).toBe(true);
    expect(system.stats).toMatchObject({ requests: 0, keys: 0, other: 1 });
    expect(await client.findByHolder([], call())).toEqual([]);
  });

  test('a number whose newest version is another business’s is not held any more', async () => {
    const other = '91440300708461136T';
    const [number] = ['150302169701'];
    await house.owner
      .query(`INSERT INTO wl_qzk.t_xkz (xh, xkzbh, xkzlx, dwmc, tyshxydm, fzrq, yxqz, zt) VALUES
      (900001, '${number}', '01', '甲', '91350100M000100Y43', '20230601', '20250531', 'E'),
      (900002, '${number}', '01', '乙', '${other}', '20250601', '20270531', 'A')`);
    expect(await client.findByHolder(['91350100M000100Y43'], call())).toEqual([]);
    expect(await client.findByHolder([other], call())).toMatchObject([{ uscc: other, number }]);
  });

  test('more permits than one page holds are all found', async () => {
    const uscc = '91110000802100433B';
    await house.owner.query(`INSERT INTO wl_qzk.t_xkz (xh, xkzbh, xkzlx, tyshxydm, fzrq, yxqz, zt)
      SELECT 2000000 + i, (200000000000 + i)::text, '01', '${uscc}', '20250601', '20270531', 'A'
      FROM generate_series(1, 2500) i`);
    expect(await client.findByHolder([uscc], call())).toHaveLength(2500);
    expect(system.stats.other).toBe(3);
    await house.owner.query(`DELETE FROM wl_qzk.t_xkz WHERE xh > 2000000`);
  });
});

describe("the department's switches", () => {
  test('a view emptied by its reload is maintenance, never "no such permit"; its rows come back', async () => {
    await system.applySettings({ maintenance: true });
    await expect(client.read([FIRST], call())).rejects.toMatchObject({ reason: 'MAINTENANCE' });
    await expect(client.read([NOBODYS], call())).rejects.toMatchObject({ reason: 'MAINTENANCE' });
    await expect(client.findByHolder([USCC], call())).rejects.toMatchObject({ reason: 'MAINTENANCE' });
    await system.applySettings({ maintenance: false });
    expect(await client.read([FIRST], call())).toMatchObject([{ kind: 'FOUND' }]);
  });

  test('a fourth connection of the account is throttled, unless limits are off', async () => {
    const reads = await Promise.all([1, 2, 3].map(() => client.read([FIRST], call())));
    expect(reads).toHaveLength(3);
    const busy = Promise.all([1, 2, 3].map(() => client.read([FIRST], call())));
    await busy;
    const second = house.client(system);
    await expect(second.read([FIRST], call())).rejects.toMatchObject({ reason: 'THROTTLED' });
    await system.applySettings({ limits: false });
    expect(await second.read([FIRST], call())).toMatchObject([{ kind: 'FOUND' }]);
    await second.close();
  });

  test('an answer takes the time that was set', async () => {
    await system.applySettings({ latencyMs: [120, 130] });
    const begun = performance.now();
    await client.read([FIRST], call());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(115);
  });

  test('the account reads the view and nothing else', async () => {
    await system.applySettings({ limits: false });
    await expect(asAccount('SELECT 1 FROM wl_qzk.v_xkz LIMIT 1')).resolves.toHaveLength(1);
    for (const sql of [
      'SELECT 1 FROM wl_qzk.t_xkz',
      'SELECT 1 FROM wl_qzk.t_sj_in',
      `UPDATE wl_qzk.v_xkz SET zt = 'A'`,
      'CREATE TABLE public.x (a int)',
      'CREATE TEMP TABLE x (a int)',
    ]) {
      await expect(asAccount(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|25006)$/) });
    }
    const url = new URL(system.connection.CULTURE_DATABASE_URL!);
    url.pathname = '/postgres';
    const stranger = new Client({ connectionString: url.href });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28000' });
  });
});

describe('what the department changes', () => {
  test('is read at once, in canonical and in its own words', async () => {
    const number = WORLD[10]!.number;
    await system.store.patch(number, { status: 'REVOKED', validTo: '2026-01-31', holderName: '𠮷' });
    expect(await recordOf(number)).toMatchObject({
      status: 'REVOKED',
      validTo: '2026-01-31',
      holderName: '𠮷',
    });
    await system.store.patch(number, {
      raw: { zt: 'X', yxqz: '20250230', hdry: 99 },
      validFrom: '2025-02-01',
    });
    expect(await recordOf(number)).toMatchObject({
      status: 'RESCINDED',
      validFrom: '2025-02-01',
      validTo: null,
      capacity: 99,
      remarks: [{ code: 'DATE_UNREADABLE' }],
    });
    await system.store.patch(number, { status: 'UNKNOWN', validTo: null, scope: ['营业性演出'] });
    expect(await recordOf(number)).toMatchObject({
      status: 'UNKNOWN',
      validTo: null,
      venueType: 'PERFORMANCE',
    });
  });

  test('shows even where an older version of the permit ends later', async () => {
    // Every third permit of the world has a version before its renewal.
    const number = WORLD[13]!.number;
    await system.store.patch(number, { validTo: '2020-01-01' });
    expect(await recordOf(number)).toMatchObject({ status: 'VALID', validTo: '2020-01-01' });
  });

  test('raises serial number and time of change', async () => {
    const number = WORLD[20]!.number;
    const version = async () => {
      const { rows } = await house.owner.query<{ xh: string; gxsj: Date }>(
        `SELECT xh, gxsj FROM wl_qzk.v_xkz WHERE xkzbh = $1`,
        [number],
      );
      return rows[0]!;
    };
    const before = await version();
    await system.store.patch(number, { status: 'SUSPENDED' });
    const after = await version();
    expect(Number(after.xh)).toBeGreaterThan(Number(before.xh));
    expect(after.gxsj.getTime()).toBeGreaterThan(before.gxsj.getTime());
  });

  test('must be in its vocabulary, and is otherwise left undone', async () => {
    const number = WORLD[21]!.number;
    for (const patch of [
      { status: 'RENEWAL_PENDING' as const },
      { status: 'LAPSED' as const },
      { status: 'WITHDRAWN' as const },
      { scope: ['热食类食品制售'] },
      { scope: null },
      { raw: { zt: 'AB' } },
      { raw: { hdry: 'many' } },
      { raw: { nosuch: 1 } },
      { raw: { dwmc: {} } },
      { holderName: 'x'.repeat(201) },
    ]) {
      await expect(system.store.patch(number, patch)).rejects.toThrow(NotInVocabulary);
    }
    expect(await recordOf(number)).toMatchObject({ status: 'VALID', remarks: [] });
  });

  test('concerns only permits that exist', async () => {
    expect(await system.store.patch(NOBODYS, { status: 'VALID' })).toBe(false);
    expect(await system.store.patch(' １５０３０２１６００２３', { status: 'VALID' })).toBe(true);
  });

  test('outlives a restart', async () => {
    const number = WORLD[30]!.number;
    await system.store.patch(number, { status: 'CANCELLED' });
    const again = await house.start();
    await again.applySettings({ limits: false });
    const other = house.client(again);
    expect(await other.read([number], call())).toMatchObject([{ record: { status: 'CANCELLED' } }]);
    expect((await again.store.sampleNumbers(3)).length).toBe(3);
    await other.close();
  });
});
