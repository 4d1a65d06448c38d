import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sameRecord } from '../../../subgraphs/domain/same-record.ts';
import type { PermitRecord } from '../../../subgraphs/domain/permit-record.ts';
import { record } from '../sdk/any-record.ts';

const text = fc.option(fc.string(), { nil: null });
const anyRecord: fc.Arbitrary<PermitRecord> = fc.record({
  status: fc.constantFrom('VALID', 'EXPIRED', 'UNKNOWN'),
  validFrom: text,
  validTo: text,
  scope: fc.option(fc.array(fc.string(), { maxLength: 3 }), { nil: null }),
  holderName: text,
  holderUscc: text,
  address: text,
  issuedBy: text,
  remarks: fc.array(fc.record({ code: fc.string(), message: fc.string() }), { maxLength: 2 }),
  capacity: fc.option(fc.integer(), { nil: null }),
});

/** As the database gives it back: a copy with its keys in another order, at every depth. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

test('the order of keys, at any depth, makes no difference', () => {
  fc.assert(
    fc.property(anyRecord, (one) => {
      expect(sameRecord(one, reordered(one) as PermitRecord)).toBe(true);
    }),
  );
});

test('a field that one of the two does not have counts as null', () => {
  const { address: _, ...rest } = record;
  const without = rest as unknown as PermitRecord;
  expect(sameRecord({ ...record, address: null }, without)).toBe(true);
  expect(sameRecord(without, { ...record, address: null })).toBe(true);
  expect(sameRecord(record, without)).toBe(false);
  expect(sameRecord(without, record)).toBe(false);
});

test('it agrees with comparing the texts of both, keys sorted and nulls left out', () => {
  const canonical = (one: PermitRecord) =>
    JSON.stringify(
      Object.entries(one)
        .filter(([, value]) => value !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  fc.assert(
    fc.property(anyRecord, anyRecord, (one, other) => {
      expect(sameRecord(one, other)).toBe(canonical(one) === canonical(other));
      expect(sameRecord(one, other)).toBe(sameRecord(other, one));
    }),
  );
});

test.each([
  ['another status', { status: 'EXPIRED' }],
  ['a scope in another order', { scope: ['b', 'a'] }, { scope: ['a', 'b'] }],
  ['a longer scope', { scope: ['a', 'b'] }, { scope: ['a'] }],
  ['another remark', { remarks: [{ code: 'A', message: 'x' }] }, { remarks: [{ code: 'B', message: 'x' }] }],
  ['a version that rose', { sourceVersion: 4 }],
  ['a number in the place of its text', { capacity: '60' }, { capacity: 60 }],
] as [string, Partial<PermitRecord>, Partial<PermitRecord>?][])(
  '%s is another record',
  (_what, changed, base = {}) => {
    const before = { ...record, ...base } as PermitRecord;
    const after = { ...record, ...changed } as PermitRecord;
    expect(sameRecord(before, after)).toBe(false);
    expect(sameRecord(after, before)).toBe(false);
  },
);
