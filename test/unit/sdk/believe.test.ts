import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { AdapterDefinition, ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { believe } from '../../../adapters/sdk/reading/believe.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { record } from './any-record.ts';

const definition: AdapterDefinition = {
  department: { code: 'test', name: '测试' },
  permitType: 'TestPermit',
  description: 'A permit for tests.',
  specificFields: {
    form: { type: { enum: 'TestForm', values: { SHOP: '店', STALL: '摊' } }, description: 'Form.' },
    note: { type: 'String', description: 'Note.' },
    seats: { type: 'Int', description: 'Seats.' },
    open: { type: 'Boolean', description: 'Open.' },
    checked: { type: 'Date', description: 'Checked.' },
  },
  limits: { batchSize: 1, concurrency: 1 },
  configuration: z.object({}),
  connect: () => {
    throw new Error('not for connecting');
  },
};

function judge(changed: Record<string, unknown>, version?: unknown): ReadAnswer | undefined {
  const answer = { kind: 'FOUND', number: 'A', record: { ...record, ...changed }, version } as ReadAnswer;
  return believe(definition, [answer])[0];
}

describe('believed as it is', () => {
  test.each([
    ['every canonical status', PERMIT_STATUSES.map((status) => ({ status }))],
    ['null where nothing is known', [{ validFrom: null, validTo: null, scope: null, holderName: null }]],
    ['fields of the type', [{ form: 'SHOP', note: '好', seats: -3, open: false, checked: '2024-02-29' }]],
    ['absent fields of the type', [{ form: null, seats: undefined }]],
    ['a name with a character of four bytes', [{ holderName: '𠮷野家' }]],
  ])('%s', (_what, changes) => {
    for (const changed of changes) expect(judge(changed)).toMatchObject({ kind: 'FOUND', record: changed });
  });
});

describe('BAD for that permit alone', () => {
  test.each([
    ['a status of its own', { status: 'ACTIVE' }],
    ['a status from the prototype', { status: 'constructor' }],
    ['no status', { status: undefined }],
    ['a date in other words', { validTo: '20290317' }],
    ['a day that does not exist', { validTo: '2025-02-29' }],
    ['a thirteenth month', { validFrom: '2025-13-01' }],
    ['a date with a line break behind it', { validFrom: '2025-12-01\n' }],
    ['a missing date', { validTo: undefined }],
    ['a date as a number', { validFrom: 20_250_101 }],
    ['a scope that is text', { scope: '热食' }],
    ['a scope with a hole', { scope: ['a', null] }],
    ['a name that is an object', { holderName: { toString: 'x' } }],
    ['a missing address', { address: undefined }],
    ['half a surrogate pair', { holderName: '\ud842' }],
    ['NUL, which no PostgreSQL text holds', { issuedBy: 'a\0b' }],
    ['NUL in the scope', { scope: ['\0'] }],
    ['remarks that are none', { remarks: [{ code: 1, message: 'x' }] }],
    ['no remarks', { remarks: undefined }],
    ['a value that the enum does not have', { form: 'TENT' }],
    ['a value that every object has', { form: 'constructor' }],
    ['a number with a fraction', { seats: 1.5 }],
    ['a number beyond GraphQL’s Int', { seats: 2 ** 31 }],
    ['a boolean as text', { open: 'true' }],
    ['a text that is a number', { note: 5 }],
    ['NUL in a text of the type', { note: '\0' }],
  ])('%s', (_what, changed) => {
    expect(judge(changed)).toMatchObject({ kind: 'BAD', number: 'A' });
    const sound: ReadAnswer = { kind: 'FOUND', number: 'B', record };
    const bad = { kind: 'FOUND', number: 'A', record: { ...record, ...changed } } as ReadAnswer;
    expect(believe(definition, [bad, sound])[1]).toEqual(sound);
  });

  test.each([1.5, Number.NaN, '3', null])('version %p', (version) => {
    expect(judge({}, version)).toMatchObject({ kind: 'BAD' });
  });
});

test('a record out of a file is judged like any other, and needs the time of its file', () => {
  const batch = (held: unknown, asOf: string | null) =>
    believe(definition, [{ kind: 'BATCH', number: 'A', record: held, asOf } as ReadAnswer])[0]?.kind;
  expect(batch(record, '2026-11-19T18:30:00Z')).toBe('BATCH');
  expect(batch(null, '2026-11-19T18:30:00Z')).toBe('BATCH');
  expect(batch(null, null)).toBe('BATCH');
  expect(batch({ ...record, status: 'ACTIVE' }, '2026-11-19T18:30:00Z')).toBe('BAD');
  expect(batch(record, null)).toBe('BAD');
  expect(batch(record, 'yesterday')).toBe('BAD');
});

test('what was no record passes untouched', () => {
  const answers: ReadAnswer[] = [
    { kind: 'ABSENT', number: 'A' },
    { kind: 'BAD', number: 'B', problem: 'odd' },
  ];
  expect(believe(definition, answers)).toEqual(answers);
});

test('whatever a field holds, it is judged without an exception, and what is believed fits its type', () => {
  const field = fc.constantFrom(...Object.keys(record), 'form', 'note', 'seats', 'open', 'checked');
  fc.assert(
    fc.property(fc.dictionary(field, fc.anything()), (changed) => {
      const answer = judge(changed);
      if (answer?.kind !== 'FOUND') return expect(answer?.kind).toBe('BAD');
      const { status, validTo, scope, seats } = answer.record;
      expect(PERMIT_STATUSES).toContain(status);
      if (validTo !== null) expect(new Date(`${validTo}T00:00:00Z`).toISOString().slice(0, 10)).toBe(validTo);
      if (scope !== null) expect(scope.every((item) => typeof item === 'string')).toBe(true);
      if (seats != null) expect(Number.isInteger(seats)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
