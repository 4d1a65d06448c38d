import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { licenceNumber, readLicenceNumber } from '../../../subgraphs/domain/licence-number.ts';

const NUMBER = 'YZ-410200-2026-000001';

describe('the number of a composite licence', () => {
  test.each([
    NUMBER,
    'yz-410200-2026-000001',
    `  ${NUMBER}\n`,
    'ＹＺ－４１０２００－２０２６－０００００１',
    '\u3000YZ-410200-2026-000001\u3000',
  ])('is read from %j in its one form', (text) => {
    expect(readLicenceNumber(text)).toBe(NUMBER);
  });

  test.each([
    '',
    ' ',
    'YZ-410200-2026-00001',
    'YZ-410200-2026-0000001',
    'YZ-41020-2026-000001',
    'ZY-410200-2026-000001',
    'YZ410200202600 0001',
    `${NUMBER}'--`,
    `${NUMBER} OR 1=1`,
    `${NUMBER}\0`,
    `\0${NUMBER}`,
    `${NUMBER}\n${NUMBER}`,
    'YZ-410200-2026-00000١',
    '😀',
    '\ud800',
    '%',
    'x'.repeat(1_000_000),
    ' '.repeat(1_000_000) + NUMBER,
  ])('is not found in a text that is none (case %#)', (text) => {
    expect(readLicenceNumber(text)).toBeNull();
  });

  test('is none or exact, never a throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const number = readLicenceNumber(text);
        if (number !== null) expect(number).toMatch(/^YZ-\d{6}-\d{4}-\d{6}$/);
      }),
    );
  });

  test('is read again as it was made', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 999_999 }),
        fc.integer({ min: 2_000, max: 2_999 }),
        fc.integer({ min: 1, max: 999_999 }),
        (region, year, serial) => {
          const number = licenceNumber(String(region), year, serial);
          expect(readLicenceNumber(number)).toBe(number);
        },
      ),
    );
  });
});
