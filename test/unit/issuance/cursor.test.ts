import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCursorSealer } from '../../../subgraphs/issuance/cursor.ts';

const sealer = createCursorSealer('a secret of this hub');
const position = { issuedAtMs: 1_794_000_000_123, number: 'YZ-150300-2026-000042' };
const filter = { regionCode: '150300', status: 'VALID' } as const;
const cursor = sealer.seal(position, filter);

describe('a cursor', () => {
  test('gives back the position it was made of', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.stringMatching(/^YZ-\d{6}-\d{4}-\d{6}$/),
        (issuedAtMs, number) => {
          expect(sealer.open(sealer.seal({ issuedAtMs, number }, filter), filter)).toEqual({
            issuedAtMs,
            number,
          });
        },
      ),
    );
  });

  test('is readable by another instance with the same secret, and by none with another', () => {
    expect(createCursorSealer('a secret of this hub').open(cursor, filter)).toEqual(position);
    expect(createCursorSealer('another secret').open(cursor, filter)).toBeNull();
  });

  test.each([
    [{ status: 'VALID', regionCode: '150300' }],
    [{ regionCode: '150300', status: 'VALID', department: null, expiresTo: undefined }],
  ] as const)('belongs to its filter, however that is written: %j', (same) => {
    expect(sealer.open(cursor, same)).toEqual(position);
  });

  test.each([
    [{}],
    [{ regionCode: '150300' }],
    [{ regionCode: '150301', status: 'VALID' }],
    [{ regionCode: '150300', status: 'VALID', department: 'food' }],
    [{ regionCode: 'VALID', status: '150300' }],
  ])('does not fit another filter: %j', (other) => {
    expect(sealer.open(cursor, other as never)).toBeNull();
  });

  test('is refused with any one character changed, left out or added', () => {
    for (let i = 0; i < cursor.length; i += 1) {
      const other = cursor[i] === 'A' ? 'B' : 'A';
      for (const forged of [
        cursor.slice(0, i) + other + cursor.slice(i + 1),
        cursor.slice(0, i) + cursor.slice(i + 1),
        cursor.slice(0, i) + other + cursor.slice(i),
      ]) {
        expect({ forged, opened: sealer.open(forged, filter) }).toEqual({ forged, opened: null });
      }
    }
  });

  test('is refused for any text that was not given out', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.string().map((s) => `${s}.${s}`),
        ),
        (text) => {
          expect(sealer.open(text, filter)).toBeNull();
        },
      ),
    );
  });

  test('shows nothing that a row does not show: time of issue and number', () => {
    const [payload = ''] = cursor.split('.');
    expect(Buffer.from(payload, 'base64url').toString()).toBe('1794000000123:YZ-150300-2026-000042');
  });
});
