import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEPARTMENT_CODES } from '../../../adapters/sandbox/core/system.ts';
import { createWorld, demoLicence, permitsOf } from '../../../adapters/sandbox/world/world.ts';
import { industry } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import { dateOfEpochDay, epochDay } from '../../../subgraphs/domain/calendar-date.ts';
import { checkFoodPermitNumber } from '../../../subgraphs/domain/food-permit-number.ts';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';
import { parseTobaccoPermitNumber } from '../../../subgraphs/domain/tobacco-permit-number.ts';
import { checkUscc } from '../../../subgraphs/domain/uscc.ts';

const DAY = '2026-11-20';
const world = createWorld({ seed: 7, day: DAY });
const allPermits = [...world.permits, ...world.registryPermits];
const byNumber = new Map(allPermits.map((permit) => [permit.number, permit]));
const recordOf = (number: string) => {
  const record = byNumber.get(number);
  if (!record) throw new Error(`no permit ${number}`);
  return record;
};

describe('the demo world', () => {
  test('is the same for the same seed and day, and another one for another seed', () => {
    expect(createWorld({ seed: 7, day: DAY })).toEqual(world);
    expect(createWorld({ seed: 8, day: DAY })).not.toEqual(world);
  });

  test('has enough businesses, and enough licences in each region', () => {
    expect(new Set(allPermits.map(({ uscc }) => uscc)).size).toBeGreaterThanOrEqual(200);
    const inRegion = (prefix: string) =>
      world.licences.filter(({ regionCode }) => regionCode.startsWith(prefix)).length;
    expect(inRegion('1503')).toBeGreaterThanOrEqual(100);
    expect(inRegion('4102')).toBeGreaterThanOrEqual(12);
    for (const prefix of ['640221', '4511', '14']) expect(inRegion(prefix)).toBeGreaterThanOrEqual(10);
  });

  test('plays in every industry, at least three times', () => {
    for (let row = 1; row <= 14; row += 1) {
      const code = `WH-${String(row).padStart(2, '0')}`;
      expect(
        world.licences.filter(({ industryCode }) => industryCode === code).length,
      ).toBeGreaterThanOrEqual(3);
    }
  });

  test('keeps to the catalogue: alternatives exclude each other, fixed rows are whole, minimums are met', () => {
    for (const { industryCode, permits, minimum } of world.licences) {
      const row = industry(industryCode)!;
      const held = new Set(permits.map(({ permitType }) => permitType));
      expect(held.size).toBe(permits.length);
      expect(permits.length).toBeGreaterThanOrEqual(minimum);
      expect(row.permits.map(({ code }) => code)).toEqual(expect.arrayContaining([...held]));
      for (const group of row.alternatives) expect(group.filter((code) => held.has(code))).toHaveLength(1);
      for (const group of row.atLeastOneOf) expect(group.some((code) => held.has(code))).toBe(true);
      const free = new Set([...row.alternatives, ...row.atLeastOneOf].flat());
      const fixed = row.permits.filter(({ code }) => !free.has(code));
      if (!row.onDemand) for (const { code } of fixed) expect(held.has(code)).toBe(true);
    }
    const supermarkets = world.licences.filter(({ industryCode }) => industryCode === 'WH-01');
    const foodPermits = supermarkets.map(({ permits }) =>
      permits.filter(({ department }) => department === 'food'),
    );
    expect(new Set(foodPermits.map(({ length }) => length))).toEqual(new Set([1, 2]));
  });

  test('holds only permits that its departments have, of the holder and premises on the licence', () => {
    for (const { permits, holder, premises } of world.licences) {
      for (const { number, permitType } of permits) {
        expect(recordOf(number)).toMatchObject({
          permitType,
          uscc: holder.uscc,
          holderName: holder.name,
          address: premises.address,
          regionCode: premises.regionCode,
        });
      }
    }
  });

  test('has valid identifiers of every kind', () => {
    for (const { uscc } of allPermits)
      expect(checkUscc(uscc)).toEqual({ ok: true, error: null, warnings: [] });
    expect(new Set(allPermits.map(({ uscc }) => uscc.slice(0, 2)))).toEqual(new Set(['91', '92', '93']));
    for (const { number, permitType, uscc } of allPermits) {
      if (permitType === 'SPJY') expect(checkFoodPermitNumber(number)).toBe('OK');
      if (permitType === 'YLJY') expect(number).toMatch(/^\d{12}$/);
      if (permitType === 'YCZM') {
        expect(parseTobaccoPermitNumber(number)?.nature).toBe(
          uscc.startsWith('92') ? 'INDIVIDUAL' : 'ORGANISATION',
        );
      }
      if (permitType === 'YPJY') expect(number).toMatch(/^\p{Script=Han}[A-Z]{2}\d{9}$/u);
      if (permitType === 'YLJG') expect(number).toHaveLength(22);
    }
  });

  test('has no number twice within a department, nor two that differ in brackets only', () => {
    for (const department of DEPARTMENT_CODES) {
      const keys = permitsOf(world, department).map(({ number }) => permitNumberKey(number));
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(new Set(world.registryPermits.map(({ number }) => number)).size).toBe(
      world.registryPermits.length,
    );
  });

  test('numbers the licences of a region and year by their order of issue', () => {
    expect(new Set(world.licences.map(({ issuedAt }) => issuedAt)).size).toBe(world.licences.length);
    const series = Map.groupBy(world.licences, ({ number }) => number.slice(0, 14));
    for (const licences of series.values()) {
      const inOrder = licences.toSorted((a, b) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt));
      expect(inOrder.map(({ number }) => Number(number.slice(15)))).toEqual(
        inOrder.map((_, index) => index + 1),
      );
    }
  });

  test('was issued within the eighteen months before its day', () => {
    for (const { issuedAt, number } of world.licences) {
      const daysAgo = epochDay(DAY) - epochDay(issuedAt.slice(0, 10));
      expect(daysAgo).toBeGreaterThanOrEqual(1);
      expect(daysAgo).toBeLessThanOrEqual(550);
      expect(issuedAt).toMatch(/T\d\d:\d\d:\d\d\+08:00$/);
      expect(number).toContain(issuedAt.slice(0, 4));
    }
  });

  test('shows every status of each vocabulary, and is mostly valid', () => {
    const statuses = (code: (typeof DEPARTMENT_CODES)[number]) =>
      new Set(permitsOf(world, code).map(({ status }) => status));
    const shared = ['VALID', 'SUSPENDED', 'EXPIRED', 'RESCINDED', 'CANCELLED', 'REVOKED', 'UNKNOWN'];
    expect(statuses('culture')).toEqual(new Set(shared));
    expect(statuses('food')).toEqual(new Set([...shared, 'RENEWAL_PENDING', 'WITHDRAWN']));
    expect(statuses('health')).toEqual(statuses('food'));
    expect(statuses('tobacco')).toEqual(new Set([...statuses('food'), 'LAPSED']));
    const whole = world.licences.filter(({ permits }) =>
      permits.every(({ number }) => recordOf(number).status === 'VALID'),
    );
    expect(whole.length / world.licences.length).toBeGreaterThan(0.8);
    expect(whole.length / world.licences.length).toBeLessThan(0.92);
  });

  test('has valid permits that are past their end, that end soon, and that never end', () => {
    const valid = world.permits.filter(({ status }) => status === 'VALID');
    const soon = dateOfEpochDay(epochDay(DAY) + 30);
    for (const department of DEPARTMENT_CODES) {
      const ends = valid.filter((permit) => permit.department === department).map(({ validTo }) => validTo);
      expect(ends.some((end) => end !== null && end < DAY)).toBe(true);
      expect(ends.some((end) => end !== null && end >= DAY && end <= soon)).toBe(true);
    }
    expect(valid.some(({ validTo }) => validTo === null)).toBe(true);
  });

  test('has exactly one permit that was never read', () => {
    const never = world.licences.flatMap(({ permits }) => permits.filter(({ neverRead }) => neverRead));
    expect(never).toHaveLength(1);
    expect(demoLicence(world).permits.some(({ neverRead }) => neverRead)).toBe(false);
  });

  test('has holders whose names are hard to write down', () => {
    const names = [...new Set(world.permits.map(({ holderName }) => holderName))].join('\n');
    for (const awkward of ['㐂', '䶮', '𠮷', '&', '<', 'Ｓ']) expect(names).toContain(awkward);
  });

  test('has a demo licence with one valid permit in each department, on any day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: epochDay('2024-01-01'), max: epochDay('2035-12-31') }),
        (seed, days) => {
          const day = dateOfEpochDay(days);
          const other = createWorld({ seed, day });
          const demo = demoLicence(other);
          expect(demo).toMatchObject({ regionCode: '410204', industryCode: 'KF-01' });
          expect(demo.number).toMatch(/^YZ-410200-\d{4}-000001$/);
          expect(demo.permits.map(({ department }) => department).toSorted()).toEqual(
            [...DEPARTMENT_CODES].toSorted(),
          );
          const inAYear = dateOfEpochDay(days + 365);
          for (const { number } of demo.permits) {
            const record = other.permits.find((permit) => permit.number === number);
            expect(record?.status).toBe('VALID');
            expect(record!.validTo! > inAYear).toBe(true);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('refuses a day that does not exist', () => {
    expect(() => createWorld({ seed: 1, day: '2026-02-30' })).toThrow('2026-02-30');
  });
});
