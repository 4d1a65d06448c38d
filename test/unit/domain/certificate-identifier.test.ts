import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatCertificateIdentifier,
  parseCertificateIdentifier,
} from '../../../subgraphs/domain/certificate-identifier.ts';
import { DIGITS, DIGITS_AND_CAPITALS, hybridCheckCharacter } from '../../../subgraphs/domain/iso7064.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

const identifiers = fc.record({
  type: fc.stringMatching(/^[0-9A-Z]{21}$/),
  issuer: fc.stringMatching(/^[0-9A-Z]{18}$/),
  serial: fc.stringMatching(/^[0-9A-Z]{1,20}$/),
  version: fc.integer({ min: 1, max: 999 }),
});

test.each([...vectors.eCertId.real_verified, ...vectors.eCertId.synthetic])('%s is right', (text) => {
  const parsed = parseCertificateIdentifier(text);
  expect(parsed.kind).toBe('OK');
  if (parsed.kind === 'OK') expect(formatCertificateIdentifier(parsed.identifier)).toBe(text);
});

test.each(vectors.eCertId.invalid)('%s fails the check, and the right character is named', (text) => {
  expect(parseCertificateIdentifier(text)).toMatchObject({ kind: 'CHECK_FAILS', expected: 'D' });
});

test.each([
  '',
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001',
  '1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.001.U',
  '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U',
  '1.2.156.3005.2.11100000000013338w011.11430000006122244L.20230000403.001.U',
])('%p is malformed', (text) => {
  expect(parseCertificateIdentifier(text)).toEqual({ kind: 'MALFORMED' });
});

test('reading undoes writing', () => {
  fc.assert(
    fc.property(identifiers, (identifier) => {
      const parsed = parseCertificateIdentifier(formatCertificateIdentifier(identifier));
      expect(parsed).toEqual({ kind: 'OK', identifier });
    }),
  );
});

test.each([0, 1000, 1.5])('version %s is refused', (version) => {
  const [type, issuer] = ['11100000000013338W011', '11430000006122244L'];
  expect(() => formatCertificateIdentifier({ type, issuer, serial: '1', version })).toThrow(RangeError);
});

test.each([DIGITS, DIGITS_AND_CAPITALS])(
  'over %s, one wrong character always changes the check',
  (alphabet) => {
    const character = fc.constantFrom(...alphabet);
    const texts = fc.array(character, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(texts, fc.nat(), character, (text, place, other) => {
        const at = place % text.length;
        fc.pre(text[at] !== other);
        const check = hybridCheckCharacter(text.join(''), alphabet);
        return hybridCheckCharacter(text.with(at, other).join(''), alphabet) !== check;
      }),
    );
  },
);
