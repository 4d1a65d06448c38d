import { DIGITS_AND_CAPITALS, hybridCheckCharacter } from './iso7064.ts';

/** Parts of an electronic certificate's identifier (电子证照标识, GB/T 36904-2018), without its check character. */
export interface CertificateIdentifier {
  /** USCC of the body that defined the certificate type, then a serial of 3: 21 characters. */
  type: string;
  /** Code of the issuing body, by rule its USCC. */
  issuer: string;
  /** Digits and capitals, of any length up to 64. */
  serial: string;
  /** 1 to 999; one more at each reissue. */
  version: number;
}

export type CertificateIdentifierCheck =
  | { kind: 'OK'; identifier: CertificateIdentifier }
  | { kind: 'CHECK_FAILS'; identifier: CertificateIdentifier; expected: string }
  | { kind: 'MALFORMED' };

const ROOT = '1.2.156.3005.2';
const SHAPE = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{1,32})\.([0-9A-Z]{1,64})\.(\d{3})\.([0-9A-Z])$/;

/**
 * Reads an identifier `1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>`. The check is ISO 7064 MOD 37,36
 * over type, issuer, serial and version without the dots. The issuer need not be a USCC: identifiers in use carry a
 * region code there.
 */
export function parseCertificateIdentifier(text: string): CertificateIdentifierCheck {
  const [, type, issuer, serial, version, check] = SHAPE.exec(text) ?? [];
  if (type === undefined || issuer === undefined || serial === undefined || Number(version) === 0) {
    return { kind: 'MALFORMED' };
  }
  const identifier = { type, issuer, serial, version: Number(version) };
  const expected = checkCharacter(identifier);
  return check === expected ? { kind: 'OK', identifier } : { kind: 'CHECK_FAILS', identifier, expected };
}

/** The identifier as text, check character included. @throws RangeError where a part does not fit */
export function formatCertificateIdentifier(identifier: CertificateIdentifier): string {
  const { type, issuer, serial, version } = identifier;
  const text = [ROOT, type, issuer, serial, threeDigits(version), checkCharacter(identifier)].join('.');
  if (parseCertificateIdentifier(text).kind !== 'OK') {
    throw new RangeError(
      `"${text}" is no certificate identifier: check the length of each part and the version`,
    );
  }
  return text;
}

function checkCharacter({ type, issuer, serial, version }: CertificateIdentifier): string {
  return hybridCheckCharacter(`${type}${issuer}${serial}${threeDigits(version)}`, DIGITS_AND_CAPITALS);
}

function threeDigits(version: number): string {
  return String(version).padStart(3, '0');
}
