import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { facePermit, sameFace, type LicenceFace } from '../../../subgraphs/issuance/face.ts';
import { readFace, writeFace } from '../../../subgraphs/issuance/licence-model.ts';
import { ABSENT_RECORD } from '../../../subgraphs/domain/permit-record.ts';
import type { StoredEntry, StoredLicence } from '../../../subgraphs/issuance/reading/licence-row.ts';

const entry = { number: 'JY1', permitType: 'SPJY' };
const record = { ...ABSENT_RECORD, status: 'VALID' as const, validFrom: '2024-01-01', validTo: '2026-12-31' };
const face: LicenceFace = {
  holder: { uscc: '92150302MA0PT2X897', name: '店' },
  premises: { regionCode: '150302', address: '路1号' },
  industry: { code: 'WH-01', name: '超市' },
  issuer: { name: '审批局' },
  permits: [facePermit(entry, record, new Date('2026-06-01T00:00:00Z'))],
};

describe('a permit’s line on the face', () => {
  test('is in force to 24:00 Beijing time of its last day', () => {
    expect(facePermit(entry, record, new Date('2026-12-31T15:59:59.999Z')).inForce).toBe(true);
    expect(facePermit(entry, record, new Date('2026-12-31T16:00:00.000Z')).inForce).toBe(false);
  });

  test.each([
    ['RENEWAL_PENDING', true],
    ['SUSPENDED', false],
    ['UNKNOWN', false],
    ['REVOKED', false],
  ] as const)('with status %s past its end has in force %s', (status, inForce) => {
    const at = new Date('2027-06-01T00:00:00Z');
    expect(facePermit(entry, { ...record, status }, at).inForce).toBe(inForce);
  });

  test('of a permit never read has its number and type alone', () => {
    expect(facePermit(entry, null, new Date())).toEqual({
      ...entry,
      validFrom: null,
      validTo: null,
      inForce: false,
    });
  });
});

describe('two faces', () => {
  test('read the same whatever the order of their keys', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, part]) => [key, turned(part)]),
            )
          : value;
    expect(sameFace(face, turned(face) as LicenceFace)).toBe(true);
  });

  test.each([
    { ...face, holder: { ...face.holder, name: '新店' } },
    { ...face, holder: { ...face.holder, uscc: '91150302MA0PT2X89X' } },
    { ...face, premises: { ...face.premises, address: '路2号' } },
    { ...face, premises: { ...face.premises, regionCode: '150303' } },
    { ...face, industry: { ...face.industry, name: '商场' } },
    { ...face, issuer: { name: '别的局' } },
    { ...face, permits: [] },
    ...(['number', 'permitType', 'validFrom', 'validTo'] as const).map((field) => ({
      ...face,
      permits: face.permits.map((permit) => ({ ...permit, [field]: '2030-01-01' })),
    })),
    { ...face, permits: face.permits.map((permit) => ({ ...permit, inForce: false })) },
  ])('differ in any one thing that the certificate shows (case %#)', (other) => {
    expect(sameFace(face, other)).toBe(false);
  });
});

describe('the key that carries a licence’s face between subgraphs', () => {
  test('gives back the minimum and which positions are on the face', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (minimum, onFace) => {
          const entries = onFace.map((shown) => ({ onFace: shown }) as StoredEntry);
          expect(readFace(writeFace({ minimum, entries } as StoredLicence))).toEqual({ minimum, onFace });
        },
      ),
    );
  });

  test.each([undefined, null, 7, '', '2', ':11', '2:12', '2:11:1', '-1:11', '1e1:1', '2:11\n', ['2:11']])(
    'is refused as %j',
    (text) => {
      expect(() => readFace(text)).toThrow(TypeError);
    },
  );
});
