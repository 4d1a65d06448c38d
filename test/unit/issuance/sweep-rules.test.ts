import { describe, expect, test } from '@jest/globals';
import { isSuddenFall, totalsAfter } from '../../../subgraphs/issuance/sweeping/sudden-fall.ts';
import { mustBeReported, reportDeadline } from '../../../subgraphs/issuance/reporting/report-deadline.ts';
import { record } from '../sdk/any-record.ts';

describe('a sudden fall of what a department has', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const state = {
    cursor: null,
    total: 100,
    totalAt: now.toISOString(),
    failures: 0,
    heldSince: null,
    heldTotal: null,
    checkedUpTo: null,
  };

  test.each([
    ['a fifth fewer is no fall', 80, false],
    ['more than a fifth fewer is', 79, true],
    ['nothing at all is', 0, true],
    ['more than before is none', 500, false],
    ['a department that does not say how many it has cannot fall', null, false],
  ])('%s', (_, total, falls) => {
    expect(isSuddenFall(state, total, now)).toBe(falls);
  });

  test('of a handful of permits some may go', () => {
    expect(isSuddenFall({ ...state, total: 9 }, 1, now)).toBe(false);
  });

  test('before the first round there is nothing to fall from', () => {
    expect(isSuddenFall({ ...state, total: null }, 0, now)).toBe(false);
  });

  test('what trickles away sweep by sweep falls from where it was within the last day', () => {
    const hour = (at: number) => new Date(now.getTime() + at * 3_600_000);
    let totals = totalsAfter({ total: null, totalAt: null }, 100, hour(0));
    for (const at of [1, 2, 3]) totals = totalsAfter(totals, 100 - 6 * at, hour(at));
    expect(isSuddenFall({ ...state, ...totals }, 79, hour(4))).toBe(true);
    totals = totalsAfter(totals, 82, hour(24));
    expect([totals.total, isSuddenFall({ ...state, ...totals }, 79, hour(25))]).toEqual([82, false]);
    expect(totalsAfter(totals, 90, hour(26)).total).toBe(90);
  });

  test('what stays down for a day is how things are', () => {
    const held = (hours: number) => ({
      ...state,
      heldSince: new Date(now.getTime() - hours * 3_600_000).toISOString(),
    });
    expect(isSuddenFall(held(23.9), 10, now)).toBe(true);
    expect(isSuddenFall(held(24), 10, now)).toBe(false);
  });
});

describe('the working day within which a department tells of a change', () => {
  test.each([
    ['seen on a Thursday: the end of Friday', '2026-11-19T10:00:00+08:00', '2026-11-20T24:00:00+08:00'],
    ['seen on a Friday: the end of Monday', '2026-11-20T23:59:59+08:00', '2026-11-23T24:00:00+08:00'],
    ['seen on a Sunday: the end of Monday', '2026-11-22T12:00:00+08:00', '2026-11-23T24:00:00+08:00'],
    ['before a Saturday made a working day (调休)', '2026-02-13T09:00:00+08:00', '2026-02-14T24:00:00+08:00'],
    ['before a holiday: the first day after it', '2026-02-14T09:00:00+08:00', '2026-02-24T24:00:00+08:00'],
  ])('%s', (_, seen, due) => {
    expect(reportDeadline(new Date(seen), '410200')).toEqual(new Date(due));
  });
});

describe('what a department has to tell of', () => {
  const at = new Date('2026-11-20T12:00:00+08:00');
  const valid = { ...record, status: 'VALID', validTo: '2026-11-19' } as const;

  test('not that a term has run out, which everybody knows', () => {
    expect(mustBeReported(valid, { ...valid, status: 'EXPIRED' }, at)).toBe(false);
  });

  test.each([
    ['that a permit was ended before its time', { ...valid, validTo: '2027-01-01' }, 'EXPIRED'],
    ['that it was revoked after its term', valid, 'REVOKED'],
    ['that it was suspended', { ...valid, validTo: '2027-01-01' }, 'SUSPENDED'],
  ] as const)('%s', (_, before, status) => {
    expect(mustBeReported(before, { ...before, status }, at)).toBe(true);
  });

  test('and that its term was moved while it ran out', () => {
    expect(mustBeReported(valid, { ...valid, status: 'EXPIRED', validTo: '2026-11-01' }, at)).toBe(true);
  });
});
