import { describe, expect, test } from '@jest/globals';
import { answerPermit } from '../../../adapters/sdk/reading/permit-answer.ts';
import type { ReadOutcome } from '../../../adapters/sdk/reading/read-outcome.ts';
import { FAULT_REASONS } from '../../../subgraphs/domain/freshness.ts';
import type { LastKnown, PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import { record } from './any-record.ts';

const SENT_AT = Date.parse('2026-11-20T04:00:00Z');
const NOW = new Date(SENT_AT + 1_500);
const SOURCE = '市场监督管理';

function known(changed: Partial<PermitRecord> = {}, secondsAgo = 10): LastKnown {
  const confirmedAt = new Date(SENT_AT - secondsAgo * 1_000).toISOString();
  return { revision: 7, confirmedAt, record: { ...record, ...changed } as PermitRecord };
}

function answer(lastKnown: LastKnown | null, outcome: ReadOutcome) {
  return answerPermit({ id: 'permit-1', number: 'A', lastKnown }, outcome, SOURCE, NOW);
}

function found(changed: Partial<PermitRecord> = {}, version?: number): ReadOutcome {
  return { kind: 'FOUND', record: { ...record, ...changed } as PermitRecord, version, sentAt: SENT_AT };
}

describe('a department that answered', () => {
  test('is shown live, as of the moment when it was asked', () => {
    const { shown, observation } = answer(known(), found());
    expect(shown.freshness).toEqual({
      state: 'LIVE',
      asOf: '2026-11-20T04:00:00.000Z',
      reason: null,
      source: SOURCE,
      ageSeconds: 2,
    });
    expect(observation).toBeUndefined();
  });

  test('a difference is shown at once and observed with the revision that it was compared with', () => {
    const { shown, observation } = answer(known(), found({ status: 'SUSPENDED' }));
    expect(shown.status).toBe('SUSPENDED');
    expect(observation).toEqual({
      permitId: 'permit-1',
      baseRevision: 7,
      observedAt: '2026-11-20T04:00:00.000Z',
      record: { ...record, status: 'SUSPENDED' },
    });
  });

  test('the first record of a permit is observed with revision 0', () => {
    expect(answer(null, found()).observation).toMatchObject({ baseRevision: 0, record });
  });

  test.each([
    [60, false],
    [61, true],
  ])('an equal record confirmed %i s ago is confirmed again: %p', (secondsAgo, isConfirmed) => {
    const { observation } = answer(known({}, secondsAgo), found());
    expect(observation !== undefined).toBe(isConfirmed);
    expect(observation?.record).toBeUndefined();
  });

  test('"no such permit" is live, UNKNOWN, NOT_FOUND and without dates; it is observed once', () => {
    const absent: ReadOutcome = { kind: 'ABSENT', sentAt: SENT_AT };
    const { shown, observation } = answer(known(), absent);
    expect(shown).toMatchObject({ status: 'UNKNOWN', validFrom: null, validTo: null });
    expect(shown.freshness).toMatchObject({ state: 'LIVE', reason: 'NOT_FOUND' });
    if (!observation?.record) throw new Error('not observed');
    expect(answer({ ...known(), record: observation.record }, absent).observation).toBeUndefined();
  });

  test('VALID past its end date is EXPIRED, and is kept with a remark from which a finding is made, once', () => {
    const past = found({ validTo: '2026-11-19' });
    const { shown, observation } = answer(known({ validTo: '2026-11-19' }), past);
    expect(shown).toMatchObject({ status: 'EXPIRED', freshness: { state: 'LIVE' } });
    if (!observation?.record) throw new Error('not observed');
    expect(observation.record.status).toBe('VALID');
    expect(observation.record.remarks.map(({ code }) => code)).toEqual(['PAST_END_DATE']);
    expect(answer({ ...known(), record: observation.record }, past).observation).toBeUndefined();
  });

  test('the last day itself is valid, until 24:00 in Beijing', () => {
    const lastDay = known({ validTo: '2026-11-20' });
    const at = (time: string) =>
      answerPermit(
        { id: 'p', number: 'A', lastKnown: lastDay },
        found({ validTo: '2026-11-20' }),
        SOURCE,
        new Date(time),
      );
    expect(at('2026-11-20T15:59:59.999Z').shown.status).toBe('VALID');
    expect(at('2026-11-20T16:00:00.000Z').shown.status).toBe('EXPIRED');
  });
});

describe('a department that is known by its files only', () => {
  function batch(changed: Partial<PermitRecord> | null, asOf: number | null = SENT_AT): ReadOutcome {
    const held = changed && ({ ...record, ...changed } as PermitRecord);
    return { kind: 'BATCH', record: held, asOf };
  }
  const stale = (asOf: string | null) => ({
    state: asOf ? 'STALE' : 'UNAVAILABLE',
    asOf,
    reason: 'BATCH_ONLY',
  });

  test('a newer file is shown as of the file, never live, and observed as of then', () => {
    const { shown, observation } = answer(known(), batch({ status: 'SUSPENDED' }));
    expect(shown).toMatchObject({ status: 'SUSPENDED', freshness: stale('2026-11-20T04:00:00.000Z') });
    expect(observation).toEqual({
      permitId: 'permit-1',
      baseRevision: 7,
      observedAt: '2026-11-20T04:00:00.000Z',
      record: { ...record, status: 'SUSPENDED' },
    });
  });

  test('a file written before the last known record was confirmed changes nothing', () => {
    const older = batch({ status: 'VALID' }, SENT_AT - 11_000);
    const { shown, observation } = answer(known({ status: 'REVOKED' }, 10), older);
    expect(shown).toMatchObject({ status: 'REVOKED', freshness: stale('2026-11-20T03:59:50.000Z') });
    expect(observation).toBeUndefined();
  });

  test.each([
    [60, false],
    [61, true],
  ])('an equal record of a file %i s newer confirms: %p', (secondsAgo, isConfirmed) => {
    const { observation } = answer(known({}, secondsAgo), batch({}));
    expect(observation !== undefined).toBe(isConfirmed);
    expect(observation?.record).toBeUndefined();
  });

  test('the first record of a permit may come from a file', () => {
    const { shown, observation } = answer(null, batch({}));
    expect(shown.freshness).toMatchObject(stale('2026-11-20T04:00:00.000Z'));
    expect(observation).toMatchObject({ baseRevision: 0, record });
  });

  test('a permit that the files lack stays as last known, with a finding: a batch may have a hole', () => {
    const { shown, observation } = answer(known(), batch(null));
    expect(shown).toMatchObject({ status: record.status, freshness: stale('2026-11-20T03:59:50.000Z') });
    expect(observation).toMatchObject({ baseRevision: 7, finding: { kind: 'NOT_IN_BATCH' } });
    expect(observation?.record).toBeUndefined();
    expect(answer(null, batch(null))).toEqual({
      shown: { freshness: { ...stale(null), source: SOURCE, ageSeconds: null } },
    });
  });

  test('while no file is held the last known record stands', () => {
    const { shown, observation } = answer(known(), batch(null, null));
    expect(shown.freshness).toMatchObject(stale('2026-11-20T03:59:50.000Z'));
    expect(observation).toBeUndefined();
  });

  test('a file from the future counts as of now', () => {
    const { shown, observation } = answer(known(), batch({ status: 'EXPIRED' }, NOW.getTime() + 600_000));
    expect(shown.freshness).toMatchObject(stale(NOW.toISOString()));
    expect(observation?.observedAt).toBe(NOW.toISOString());
  });

  test('past its end date a VALID of a file is EXPIRED too', () => {
    const { shown, observation } = answer(known(), batch({ validTo: '2026-11-19' }));
    expect(shown.status).toBe('EXPIRED');
    expect(observation?.record?.remarks.map(({ code }) => code)).toContain('PAST_END_DATE');
  });
});

describe('a version that goes back', () => {
  test('is not believed: the last known record stands, and the department’s answer becomes a finding', () => {
    const { shown, observation } = answer(
      known({ sourceVersion: 3 }),
      found({ sourceVersion: 2, status: 'VALID' }, 2),
    );
    expect(shown.freshness).toMatchObject({ state: 'STALE', reason: 'VERSION_WENT_BACK' });
    expect(shown.sourceVersion).toBe(3);
    expect(observation).toMatchObject({ baseRevision: 7, finding: { kind: 'VERSION_WENT_BACK' } });
    expect(observation?.record).toBeUndefined();
  });

  test.each([3, 4])('version %i after 3 is live', (version) => {
    expect(
      answer(known({ sourceVersion: 3 }), found({ sourceVersion: version }, version)).shown.freshness.state,
    ).toBe('LIVE');
  });
});

describe('a department that did not answer', () => {
  test.each(FAULT_REASONS)('%s: the last known record, when it was confirmed, and the reason', (reason) => {
    const { shown, observation } = answer(known({ status: 'REVOKED' }, 90), { kind: 'FAULT', reason });
    expect(shown).toMatchObject({
      status: 'REVOKED',
      freshness: { state: 'STALE', asOf: '2026-11-20T03:58:30.000Z', reason, ageSeconds: 92 },
    });
    expect(observation).toBeUndefined();
  });

  test('where nothing is known nothing is shown, and never a status', () => {
    const { shown } = answer(null, { kind: 'FAULT', reason: 'UNREACHABLE' });
    expect(shown).toEqual({
      freshness: {
        state: 'UNAVAILABLE',
        asOf: null,
        reason: 'UNREACHABLE',
        source: SOURCE,
        ageSeconds: null,
      },
    });
  });

  test('a last known VALID past its end date is EXPIRED too', () => {
    const { shown } = answer(known({ validTo: '2026-11-19' }), { kind: 'FAULT', reason: 'TIMEOUT' });
    expect(shown).toMatchObject({ status: 'EXPIRED', freshness: { state: 'STALE' } });
  });
});
