import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { moveBusinessTime } from '../../subgraphs/issuance/business-time.ts';
import { eventually } from '../support/eventually.ts';
import { startHubOnDatabase, type HubOnDatabase } from '../support/hub-on-database.ts';
import type { RunningHub } from '../support/running-hub.ts';

/** Nobody queries in this file: whatever the hub learns, it learns by itself. */
const SWEPT = ['food', 'health', 'culture'] as const;
type Swept = (typeof SWEPT)[number];
/** One sweep a second, and room for a machine that has other work. */
const SOON_MS = 20_000;
const DAY_MS = 86_400_000;

interface Case {
  kind: string;
  reported: boolean;
}

let started: HubOnDatabase;
let hub: RunningHub;
let database: Pool;
/** Numbers of permits on licences, each used once. */
const permits = {} as Record<Swept, string[]>;

beforeAll(async () => {
  started = await startHubOnDatabase({ environment: { SWEEP_EVERY_SECONDS: '1', LOG_LEVEL: 'error' } });
  ({ hub, database } = started);
  for (const code of SWEPT) {
    const { rows } = await database.query<{ number: string }>(
      `SELECT e.number FROM issuance.permit_entry e JOIN issuance.last_known_record k ON k.entry_id = e.id
       WHERE e.department = $1 AND k.status = 'VALID' AND k.valid_to > now() + interval '60 days' ORDER BY e.number`,
      [code],
    );
    permits[code] = rows.map(({ number }) => number);
  }
}, 60_000);
afterAll(() => started?.stop());

async function patch(code: Swept, number: string, change: Record<string, unknown>): Promise<void> {
  await hub.control('PATCH', `${code}/permits/${encodeURIComponent(number)}`, change);
}

/** What was found of a permit, oldest first. */
async function casesOf(code: Swept, number: string): Promise<Case[]> {
  const { rows } = await database.query<Case>(
    `SELECT f.kind, f.reported_at IS NOT NULL AS reported FROM issuance.finding f
     JOIN issuance.permit_entry e ON e.id = f.entry_id
     WHERE e.department = $1 AND e.number = $2 ORDER BY f.revision, f.id`,
    [code, number],
  );
  return rows;
}

async function licenceOf(code: Swept, number: string) {
  const { rows } = await database.query<{ version: number; onFace: boolean; status: string }>(
    `SELECT l.version, e.on_face AS "onFace", k.status FROM issuance.permit_entry e
     JOIN issuance.composite_licence l ON l.id = e.licence_id
     JOIN issuance.last_known_record k ON k.entry_id = e.id
     WHERE e.department = $1 AND e.number = $2`,
    [code, number],
  );
  return rows[0]!;
}

function untilCases(code: Swept, number: string, expected: Case[]): Promise<void> {
  return eventually(async () => expect(await casesOf(code, number)).toEqual(expected), SOON_MS);
}

async function sweepOf(code: Swept) {
  const { rows } = await database.query<{
    cursor: string;
    fault: string | null;
    total: number | null;
    finished_at: Date | null;
  }>('SELECT cursor, fault, total, finished_at FROM issuance.sweep WHERE department = $1', [code]);
  return rows[0];
}

const OPEN: Case = { kind: 'CHANGE_SEEN', reported: false };
const TOLD: Case = { kind: 'CHANGE_SEEN', reported: true };

describe.each(SWEPT)('%s', (code) => {
  test('what it changed without telling is found by the sweep alone: a version, a finding', async () => {
    const number = permits[code].shift()!;
    const before = await licenceOf(code, number);
    await patch(code, number, { status: 'CANCELLED', notify: false });
    await untilCases(code, number, [OPEN]);
    expect(await licenceOf(code, number)).toEqual({
      version: before.version + 1,
      onFace: false,
      status: 'CANCELLED',
    });
  });

  test('a suspension keeps the entry, and it comes back into force', async () => {
    const number = permits[code].shift()!;
    const { version } = await licenceOf(code, number);
    await patch(code, number, { status: 'SUSPENDED', notify: false });
    await untilCases(code, number, [OPEN]);
    expect(await licenceOf(code, number)).toEqual({
      version: version + 1,
      onFace: true,
      status: 'SUSPENDED',
    });
    await patch(code, number, { status: 'VALID', notify: false });
    await untilCases(code, number, [OPEN, OPEN]);
    expect(await licenceOf(code, number)).toEqual({ version: version + 2, onFace: true, status: 'VALID' });
  });

  test('what it told of is closed, and does not speak for what it kept to itself before', async () => {
    const number = permits[code].shift()!;
    await patch(code, number, { status: 'SUSPENDED', notify: false });
    await untilCases(code, number, [OPEN]);
    await patch(code, number, { status: 'VALID' });
    await untilCases(code, number, [OPEN, TOLD]);
  });
});

describe('a doorbell', () => {
  const secret = () => {
    const file = readFileSync(join(hub.dataFolder, 'sandbox', 'connections.json'), 'utf8');
    const { environment } = JSON.parse(file) as { environment: { FOOD_APP_SECRET: string } };
    return environment.FOOD_APP_SECRET;
  };
  const signed = (fields: Record<string, unknown>, key = secret()) => {
    const text = Object.keys(fields)
      .sort()
      .map((name) => `${name}=${String(fields[name])}`)
      .join('&');
    return { ...fields, sign: createHmac('sm3', key).update(text).digest('hex').toUpperCase() };
  };
  async function ring(body: string | object, path = 'food', method = 'POST') {
    const response = await fetch(`${hub.gateway}/callback/${path}`, {
      method,
      ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
  const noticesOf = async (key: string) =>
    (await database.query('SELECT FROM issuance.notice WHERE notice_key = $1', [key])).rowCount;

  test('is followed by a version within a second or two, long before the next sweep', async () => {
    const number = permits.food.shift()!;
    const { version } = await licenceOf('food', number);
    const begun = performance.now();
    await patch('food', number, { status: 'SUSPENDED' });
    await eventually(
      async () => expect((await licenceOf('food', number)).version).toBe(version + 1),
      SOON_MS,
      20,
    );
    console.log(JSON.stringify({ test: 'doorbell', versionAfterMs: Math.round(performance.now() - begun) }));
    await untilCases('food', number, [TOLD]);
  });

  test('that is forged opens nothing: 401, and nothing is noted', async () => {
    const number = permits.food.shift()!;
    const forged = signed({ lsh: 'FORGED-1', xkzbh: number }, 'guessed');
    const { status, text } = await ring(forged);
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([401, 'NOTICE_FORGED']);
    expect(await noticesOf('FORGED-1')).toBe(0);
  });

  test('that claims what is not so is heard, and changes nothing: the department itself is asked', async () => {
    const number = permits.food.shift()!;
    const before = await licenceOf('food', number);
    expect(await ring(signed({ lsh: 'CLAIM-1', xkzbh: number, bglx: '注销', bbh: 99 }))).toEqual({
      status: 200,
      text: 'SUCCESS',
    });
    await eventually(async () => {
      const { rows } = await database.query<{ state: string }>(
        `SELECT state FROM pgboss.job WHERE name = 'attend' AND singleton_key = $1`,
        [`food:${number}`],
      );
      expect(rows.map(({ state }) => state)).toContain('completed');
    }, SOON_MS);
    expect(await licenceOf('food', number)).toEqual(before);
    expect(await casesOf('food', number)).toEqual([]);
  });

  test('that rings again and again is noted once, and always answered', async () => {
    const number = permits.food.shift()!;
    const message = signed({ lsh: 'AGAIN-1', xkzbh: number });
    const answers = await Promise.all(Array.from({ length: 20 }, () => ring(message)));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['SUCCESS']));
    expect(await noticesOf('AGAIN-1')).toBe(1);
  });

  test.each([
    ['garbage', () => ring('\u0000{'), 400],
    ['an array', () => ring('[]'), 400],
    ['signed and empty of meaning', () => ring(signed({ lsh: 'x' })), 400],
    ['too large', () => ring(`{"a":"${'x'.repeat(100_000)}"}`), 413],
    ['of a department that calls nobody back', () => ring('{}', 'health'), 404],
    ['of nobody', () => ring('{}', 'nobody'), 404],
    ['at a path of its own', () => ring('{}', 'food/../../graphql%00'), 404],
    ['not posted', () => ring('', 'food', 'GET'), 405],
  ])('%s is refused with a typed error', async (_, rings, status) => {
    const answer = await rings();
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).errors[0].extensions.code).toMatch(/^[A-Z_]+$/);
  });

  test('rings until the hub has heard, when the hub was away', async () => {
    const number = permits.food.shift()!;
    await hub.control('PUT', '../callback', { url: 'http://127.0.0.1:9/callback' });
    await patch('food', number, { validTo: '2033-01-01' });
    await untilCases('food', number, [OPEN]);
    await hub.control('PUT', '../callback', { url: `${hub.gateway}/callback` });
    await untilCases('food', number, [TOLD]);
  });
});

describe('a department that is in a bad way', () => {
  const culture = () => sweepOf('culture');

  test('culture’s view is empty while it is reloaded: the sweep waits, and nothing is taken for gone', async () => {
    const number = permits.culture.shift()!;
    const { cursor } = (await culture())!;
    await hub.control('PUT', 'culture/settings', { maintenance: true });
    await eventually(async () => expect((await culture())?.fault).toBe('MAINTENANCE'), SOON_MS);
    await patch('culture', number, { status: 'REVOKED', notify: false });
    expect((await culture())?.cursor).toBe(cursor);
    expect(await casesOf('culture', number)).toEqual([]);
    await hub.control('PUT', 'culture/settings', { maintenance: false });
    await untilCases('culture', number, [OPEN]);
    expect((await culture())?.fault).toBeNull();
  });

  test('a dead one is left alone more and more, and what it changed meanwhile is found when it is back', async () => {
    const number = permits.health.shift()!;
    await hub.control('PUT', 'health/fault', { mode: 'down' });
    await eventually(async () => expect((await sweepOf('health'))?.fault).not.toBeNull(), SOON_MS);
    await patch('health', number, { status: 'WITHDRAWN', notify: false });
    await hub.control('PUT', 'health/fault', { mode: 'none' });
    await untilCases('health', number, [OPEN]);
  });

  test('one that suddenly has a quarter fewer permits is not believed: the old records stay, with an alarm', async () => {
    const number = permits.culture.shift()!;
    const { total } = (await culture())!;
    const gone = permits.culture.splice(0, Math.ceil(total! / 4));
    await hub.control('PUT', 'culture/settings', { maintenance: true });
    await Promise.all(gone.map((each) => patch('culture', each, { raw: { scbz: '1' }, notify: false })));
    await hub.control('PUT', 'culture/settings', { maintenance: false });
    await eventually(async () => expect((await culture())?.fault).toBe('SUDDEN_FALL'), SOON_MS);
    await patch('culture', number, { status: 'SUSPENDED', notify: false });
    await eventually(() => expect(hub.output()).toContain('ALARM'), SOON_MS);
    expect(await casesOf('culture', number)).toEqual([]);
  });
});

test('what a department has not told of within one working day is unreported; a late notice is noted beside it', async () => {
  const silent = permits.food.shift()!;
  const told = permits.food.shift()!;
  await patch('food', silent, { status: 'SUSPENDED', notify: false });
  await patch('food', told, { status: 'SUSPENDED' });
  await untilCases('food', silent, [OPEN]);
  await untilCases('food', told, [TOLD]);
  try {
    await moveBusinessTime(database, new Date(Date.now() + 20 * DAY_MS));
    await untilCases('food', silent, [{ kind: 'UNREPORTED', reported: false }]);
    expect(await casesOf('food', told)).toEqual([TOLD]);
    const { rows } = await database.query<{ number: string; region: string }>(
      `SELECT l.number, l.region_code AS region FROM issuance.permit_entry e JOIN issuance.composite_licence l ON l.id = e.licence_id
       WHERE e.department = 'food' AND e.number = $1`,
      [silent],
    );
    const { data } = await hub.ask<{ compositeLicense: { findings: Record<string, unknown>[] } }>(
      `query ($number: ID!) { compositeLicense(number: $number) { findings { kind detail dueAt reportedAt } } }`,
      { number: rows[0]?.number },
      { token: await hub.token({ role: 'regulator', region: String(rows[0]?.region) }) },
    );
    const finding = data?.compositeLicense.findings.find(({ kind }) => kind === 'UNREPORTED');
    expect(finding).toMatchObject({
      detail: expect.stringContaining('未收到部门通报'),
      dueAt: expect.stringMatching(/T16:00:00.000Z$/),
      reportedAt: null,
    });
  } finally {
    await moveBusinessTime(database, null);
  }
});
