import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { startHubOnDatabase, type HubOnDatabase } from '../support/hub-on-database.ts';
import {
  askLicence,
  askLicences,
  DEPARTMENTS,
  untilLive,
  type Department,
} from '../support/licence-answer.ts';
import type { RunningHub } from '../support/running-hub.ts';

/** The states of freshness, what they rest on, and when that is confirmed. */
let running: HubOnDatabase;
let hub: RunningHub;

interface Known {
  revision: number;
  confirmed_at: Date;
}

beforeAll(async () => {
  running = await startHubOnDatabase();
  hub = running.hub;
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
});
afterAll(() => running?.stop());
beforeEach(async () => {
  await hub.heal();
  await untilLive(hub);
});

async function known(permitId: string): Promise<Known> {
  const { rows } = await running.database.query<Known>(
    'SELECT revision, confirmed_at FROM issuance.last_known_record WHERE entry_id = $1',
    [permitId],
  );
  if (!rows[0]) throw new Error(`nothing is known of ${permitId}`);
  return rows[0];
}

/** As if the last confirmation were so long ago. */
async function age(permitId: string, seconds: number): Promise<Date> {
  const { rows } = await running.database.query<{ confirmed_at: Date }>(
    `UPDATE issuance.last_known_record SET confirmed_at = date_trunc('milliseconds', now()) - make_interval(secs => $2)
     WHERE entry_id = $1 RETURNING confirmed_at`,
    [permitId, seconds],
  );
  return rows[0]?.confirmed_at as Date;
}

/**
 * Waits until all that was observed of a permit has been recorded: once it is confirmed nothing more is observed of it,
 * and what was observed before has gone before the confirmation of another permit.
 */
async function allRecorded(permitId: string, otherId: string): Promise<void> {
  const aMinuteAgo = Date.now() - 50_000;
  await eventually(async () =>
    expect((await known(permitId)).confirmed_at.getTime()).toBeGreaterThan(aMinuteAgo),
  );
  const old = await age(otherId, 120);
  await askLicence(hub);
  await eventually(async () => {
    expect((await known(otherId)).confirmed_at.getTime()).toBeGreaterThan(old.getTime());
  });
}

async function patch(code: Department, number: string, change: Record<string, unknown>): Promise<void> {
  await hub.control('PATCH', `${code}/permits/${encodeURIComponent(number)}`, { ...change, notify: false });
}

async function findingKinds(number: string): Promise<string[]> {
  const { data } = await hub.ask<{ compositeLicense: { findings: { kind: string }[] } }>(
    'query ($number: ID!) { compositeLicense(number: $number) { findings { kind } } }',
    { number },
    { token: await hub.token({ role: 'regulator', region: '410200' }) },
  );
  return data?.compositeLicense.findings.map(({ kind }) => kind) ?? [];
}

test('LIVE: as of a moment between question and answer', async () => {
  const before = Date.now();
  const { licence, permit } = await askLicence(hub);
  const after = Date.now();
  for (const code of DEPARTMENTS) {
    const { freshness } = permit(code);
    expect(freshness).toMatchObject({ state: 'LIVE', reason: null });
    expect(Date.parse(String(freshness.asOf))).toBeGreaterThanOrEqual(before);
    expect(Date.parse(String(freshness.asOf))).toBeLessThanOrEqual(after);
  }
  const oldest = licence.subPermits.map(({ freshness }) => String(freshness.asOf)).sort()[0];
  expect(licence.freshness).toEqual({ state: 'LIVE', asOf: oldest, reason: null });
});

describe.each(DEPARTMENTS)('%s', (code) => {
  test('STALE: as of the last confirmation, which no failed call moves', async () => {
    const { id } = (await askLicence(hub)).permit(code);
    await hub.control('PUT', `${code}/fault`, { mode: 'down' });
    const confirmedAt = await age(id, 7_200);
    for (let ask = 0; ask < 3; ask += 1) {
      const { licence, permit } = await askLicence(hub);
      expect(permit(code).freshness).toMatchObject({ state: 'STALE', asOf: confirmedAt.toISOString() });
      expect(licence.freshness).toMatchObject({ state: 'STALE', asOf: confirmedAt.toISOString() });
    }
    expect((await known(id)).confirmed_at).toEqual(confirmedAt);
  });

  test('an equal record is confirmed at most once a minute, and a confirmation is no revision, version or finding', async () => {
    const { licence, permit } = await askLicence(hub);
    const { id } = permit(code);
    const other = String(licence.subPermits.find((each) => each.id !== id)?.id);
    await allRecorded(id, other);
    const findings = await findingKinds(licence.number);
    const { revision } = await known(id);
    const old = await age(id, 120);
    const before = Date.now();
    await askLicence(hub);
    const confirmed = await eventually(async () => {
      const now = await known(id);
      expect(now.confirmed_at.getTime()).toBeGreaterThan(old.getTime());
      return now;
    }, 1_200);
    expect(confirmed.confirmed_at.getTime()).toBeGreaterThanOrEqual(before);
    await Promise.all(Array.from({ length: 5 }, () => askLicence(hub)));
    await allRecorded(id, other);
    expect(await known(id)).toEqual(confirmed);
    expect(confirmed.revision).toBe(revision);
    expect((await askLicence(hub)).licence.version).toBe(licence.version);
    expect(await findingKinds(licence.number)).toEqual(findings);
  });
});

test('one confirmed 55 seconds ago is left alone', async () => {
  const { permit } = await askLicence(hub);
  for (const code of ['food', 'health'] as const) await allRecorded(permit(code).id, permit('culture').id);
  const young = await age(permit('food').id, 55);
  const old = await age(permit('health').id, 65);
  await askLicence(hub);
  await eventually(async () => {
    expect((await known(permit('health').id)).confirmed_at.getTime()).toBeGreaterThan(old.getTime());
  });
  expect((await known(permit('food').id)).confirmed_at).toEqual(young);
});

describe('in maintenance', () => {
  test.each(['food', 'culture', 'tobacco'] as const)(
    '%s is MAINTENANCE, not gone; then live again',
    async (code) => {
      await hub.control('PUT', `${code}/settings`, { maintenance: true });
      for (let ask = 0; ask < 7; ask += 1) {
        // However often it says so: it answers at once, and needs no shelter.
        expect((await askLicence(hub)).permit(code)).toMatchObject({
          status: 'VALID',
          freshness: { state: 'STALE', reason: 'MAINTENANCE' },
        });
      }
      await hub.control('PUT', `${code}/settings`, { maintenance: false });
      expect(await untilLive(hub)).toBeLessThan(5_000);
    },
  );

  test('health has no listener then, and is UNREACHABLE', async () => {
    await hub.control('PUT', 'health/settings', { maintenance: true });
    expect((await askLicence(hub)).permit('health')).toMatchObject({
      status: 'VALID',
      freshness: { state: 'STALE', reason: 'UNREACHABLE' },
    });
  });
});

test('food went back to an older version: last known, VERSION_WENT_BACK, a finding; live once it has caught up', async () => {
  const { number } = (await askLicence(hub)).licence;
  const permit = (await askLicence(hub)).permit('food');
  const { revision } = await known(permit.id);
  await patch('food', permit.number, { raw: { bbh: 7 } });
  await askLicence(hub);
  await eventually(async () => expect((await known(permit.id)).revision).toBe(revision + 1), 1_200);
  // A restored backup: an older version, in which the permit was still something else.
  await patch('food', permit.number, { raw: { bbh: 3, zt: '7' } });
  for (let ask = 0; ask < 3; ask += 1) {
    expect((await askLicence(hub)).permit('food')).toMatchObject({
      status: 'VALID',
      freshness: { state: 'STALE', reason: 'VERSION_WENT_BACK' },
    });
  }
  await eventually(async () => {
    expect((await findingKinds(number)).filter((kind) => kind === 'VERSION_WENT_BACK')).toHaveLength(1);
  }, 1_200);
  expect((await known(permit.id)).revision).toBe(revision + 1);
  await patch('food', permit.number, { raw: { bbh: 8, zt: '1' } });
  expect((await askLicence(hub)).permit('food')).toMatchObject({
    status: 'VALID',
    freshness: { state: 'LIVE' },
  });
});

test('a permit that the healthy department does not have is LIVE, UNKNOWN, NOT_FOUND, without dates', async () => {
  const licences = await askLicences(hub, { regionCode: '150300', industryCode: 'WH-09' });
  const licence = licences.find(({ subPermits }) =>
    subPermits.some(({ department }) => department.code === 'culture'),
  );
  if (!licence) throw new Error('no licence with a culture permit in Wuhai');
  const permit = licence.subPermits.find(({ department }) => department.code === 'culture');
  await eventually(async () => {
    // A renewed permit has more than one row: each is struck out in turn.
    await patch('culture', String(permit?.number), { raw: { scbz: '1' } });
    const { permit: shown } = await askLicence(hub, licence.number);
    expect(shown('culture').freshness.reason).toBe('NOT_FOUND');
  }).catch((error: Error) => {
    if (!error.message.includes('404')) throw error;
  });
  const seen = await askLicence(hub, licence.number);
  expect(seen.permit('culture')).toMatchObject({
    status: 'UNKNOWN',
    validTo: null,
    freshness: { state: 'LIVE', asOf: expect.any(String), reason: 'NOT_FOUND' },
  });
  expect(seen.licence.status).not.toBe('VALID');
});
