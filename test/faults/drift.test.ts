import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  askLicence,
  askLicences,
  DEPARTMENTS,
  untilLive,
  type Department,
  type LicenceAnswer,
} from '../support/licence-answer.ts';
import { startHub, type RunningHub } from '../support/running-hub.ts';

/** What a department changes without telling: seen by the next query, kept a second later. */
const KEPT_WITHIN_MS = 1_200;

interface Finding {
  kind: string;
  detail: string;
  department: string;
  permitNumber: string;
}

let hub: RunningHub;
let regulator: string;
/** A licence of its own for each department, everything on it valid. */
const licences = {} as Record<Department, string>;

beforeAll(async () => {
  hub = await startHub();
  regulator = await hub.token({ role: 'regulator', region: '410200' });
  for (const code of DEPARTMENTS) await hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
  const sound = (await askLicences(hub, { regionCode: '410200' })).filter(
    ({ status, freshness }) => status === 'VALID' && freshness.state === 'LIVE',
  );
  for (const code of DEPARTMENTS) {
    const at = sound.findIndex(
      ({ number, subPermits }) =>
        number !== hub.demoLicense && subPermits.some(({ department }) => department.code === code),
    );
    licences[code] = String(sound.splice(at, 1)[0]?.number);
  }
});
afterAll(() => hub?.stop());
beforeEach(() => untilLive(hub));

async function findingsOf(number: string): Promise<Finding[]> {
  const { data, errors } = await hub.ask<{ compositeLicense: { findings: Finding[] } }>(
    `query ($number: ID!) { compositeLicense(number: $number) { findings { kind detail department permitNumber } } }`,
    { number },
    { token: regulator },
  );
  expect(errors).toBeUndefined();
  return data?.compositeLicense.findings ?? [];
}

async function patch(code: Department, number: string, change: Record<string, unknown>): Promise<void> {
  await hub.control('PATCH', `${code}/permits/${encodeURIComponent(number)}`, { ...change, notify: false });
}

/** What the contract makes of the permits in the same answer: Kaifeng's programme asks for two at least. */
function ruleFor({ licence }: LicenceAnswer): string {
  const onFace = licence.subPermits.filter((permit) => permit.onFace);
  const inForce = onFace.filter(({ status }) => status === 'VALID' || status === 'RENEWAL_PENDING').length;
  const unknown = onFace.filter(({ status }) => status === null || status === 'UNKNOWN').length;
  if (inForce === onFace.length && inForce >= 2) return 'VALID';
  return inForce + unknown < 2 ? 'VOID' : 'PARTIAL';
}

describe.each(DEPARTMENTS)('%s suspends a permit without telling', (code) => {
  test('the next query sees it, also in the composite’s status; a version and one finding follow within a second', async () => {
    const number = licences[code];
    const before = await askLicence(hub, number);
    const { version } = before.licence;
    expect(before.licence.status).toBe('VALID');
    expect(await findingsOf(number)).toEqual([]);
    const permit = before.permit(code);

    await patch(code, permit.number, { status: 'SUSPENDED' });
    // Many see it at once; it is one change all the same.
    const [seen, ...others] = await Promise.all(Array.from({ length: 10 }, () => askLicence(hub, number)));
    const seenAt = performance.now();
    for (const answer of [seen, ...others]) {
      expect(answer?.permit(code)).toMatchObject({ status: 'SUSPENDED', freshness: { state: 'LIVE' } });
      expect(answer?.licence.status).toBe(answer && ruleFor(answer));
      expect(answer?.licence.status).not.toBe('VALID');
    }
    await eventually(async () => {
      const [after, findings] = await Promise.all([askLicence(hub, number), findingsOf(number)]);
      expect(after.licence.version).toBe(version + 1);
      expect(findings).toHaveLength(1);
    }, KEPT_WITHIN_MS);
    console.log(JSON.stringify({ test: 'drift', code, keptAfterMs: Math.round(performance.now() - seenAt) }));
    expect(await findingsOf(number)).toEqual([
      {
        kind: 'CHANGE_SEEN',
        detail: expect.stringContaining('状态由'),
        department: code,
        permitNumber: permit.number,
      },
    ]);

    await patch(code, permit.number, { status: 'VALID' });
    const restored = await askLicence(hub, number);
    expect(restored.licence.status).toBe('VALID');
    await eventually(async () => {
      expect((await askLicence(hub, number)).licence.version).toBe(version + 2);
      expect(await findingsOf(number)).toHaveLength(2);
    }, KEPT_WITHIN_MS);
    // Seen again and again, it raises nothing more.
    for (let again = 0; again < 3; again += 1) await askLicence(hub, number);
    expect((await askLicence(hub, number)).licence.version).toBe(version + 2);
    expect(await findingsOf(number)).toHaveLength(2);
  });

  test('a term that was shortened is a new version; an address is a finding and none of the face', async () => {
    const number = licences[code];
    const before = await askLicence(hub, number);
    const permit = before.permit(code);
    const found = (await findingsOf(number)).length;
    await patch(code, permit.number, { validTo: '2031-01-31' });
    expect((await askLicence(hub, number)).permit(code)).toMatchObject({
      status: 'VALID',
      validTo: '2031-01-31',
    });
    await eventually(async () => {
      expect((await askLicence(hub, number)).licence.version).toBe(before.licence.version + 1);
      expect(await findingsOf(number)).toHaveLength(found + 1);
    }, KEPT_WITHIN_MS);
    await patch(code, permit.number, { address: '开封市鼓楼区书店街１号' });
    await askLicence(hub, number);
    await eventually(async () => expect(await findingsOf(number)).toHaveLength(found + 2), KEPT_WITHIN_MS);
    expect((await askLicence(hub, number)).licence.version).toBe(before.licence.version + 1);
    // Places and names may be those of a person: named as changed, not quoted.
    expect(JSON.stringify(await findingsOf(number))).not.toContain('书店街');
  });

  test('VALID past its end date is EXPIRED, live and last known alike, with a finding', async () => {
    const number = licences[code];
    const permit = (await askLicence(hub, number)).permit(code);
    const yesterday = new Date(Date.now() + (8 - 24) * 3_600_000).toISOString().slice(0, 10);
    await patch(code, permit.number, { validTo: yesterday });
    const seen = await askLicence(hub, number);
    expect(seen.permit(code)).toMatchObject({
      status: 'EXPIRED',
      validTo: yesterday,
      freshness: { state: 'LIVE', reason: null },
    });
    expect(seen.licence.status).toBe(ruleFor(seen));
    await eventually(async () => {
      const kinds = (await findingsOf(number)).map(({ kind }) => kind);
      expect(kinds).toContain('PAST_END_DATE');
    }, KEPT_WITHIN_MS);
    await hub.control('PUT', `${code}/fault`, { mode: 'down' });
    expect((await askLicence(hub, number)).permit(code)).toMatchObject({
      status: 'EXPIRED',
      freshness: { state: 'STALE' },
    });
    await hub.control('PUT', `${code}/fault`, { mode: 'none' });
    await untilLive(hub);
    await patch(code, permit.number, { validTo: '2031-01-31' });
    expect((await askLicence(hub, number)).permit(code).status).toBe('VALID');
  });
});

test('a permit that has ended leaves the face within a second, stays in the list, and comes back when restored', async () => {
  const number = hub.demoLicense;
  const { permit, licence } = await askLicence(hub, number);
  await patch('food', permit('food').number, { status: 'REVOKED' });
  const seen = await askLicence(hub, number);
  expect(seen.permit('food')).toMatchObject({ status: 'REVOKED', onFace: true });
  expect(seen.licence.status).toBe('PARTIAL');
  await eventually(async () => {
    const after = await askLicence(hub, number);
    expect(after.permit('food')).toMatchObject({ status: 'REVOKED', onFace: false });
    expect(after.licence.version).toBe(licence.version + 1);
    // Of the three that are left on the face all are in force, and two are enough.
    expect(after.licence.status).toBe('VALID');
  }, KEPT_WITHIN_MS);
  await patch('food', permit('food').number, { status: 'VALID' });
  await eventually(async () => {
    const after = await askLicence(hub, number);
    expect(after.permit('food')).toMatchObject({ status: 'VALID', onFace: true });
    expect(after.licence.status).toBe('VALID');
  }, KEPT_WITHIN_MS);
});

test('a status in no vocabulary is UNKNOWN, never valid, and proves nothing against the licence', async () => {
  const number = hub.demoLicense;
  const { permit } = await askLicence(hub, number);
  for (const code of DEPARTMENTS) await patch(code, permit(code).number, { status: 'UNKNOWN' });
  const seen = await askLicence(hub, number);
  for (const code of DEPARTMENTS) {
    expect(seen.permit(code)).toMatchObject({
      status: 'UNKNOWN',
      freshness: { state: 'LIVE', reason: null },
    });
  }
  expect(seen.licence.status).toBe('PARTIAL');
  for (const code of DEPARTMENTS) await patch(code, permit(code).number, { status: 'VALID' });
  await eventually(async () => expect((await askLicence(hub, number)).licence.status).toBe('VALID'));
});
