import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createSm2Signer, createSm2Verifier, generateSm2KeyPair } from '../../../subgraphs/domain/sm2.ts';
import { readDerSignature } from '../../../subgraphs/domain/sm2-der.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

const { privateKey, publicKey, message, r, s } = vectors.sm2;
const signer = createSm2Signer(privateKey);
const verifier = createSm2Verifier(publicKey);
/** Both numbers have their top bit set, hence the leading zero bytes. */
const published = `3046022100${r}022100${s}`;

describe('the published example of the standard', () => {
  test('the public key follows from the private one', () => {
    expect(signer.publicKey).toBe(publicKey);
  });

  test('its signature is accepted, in hex of either case and in base64', () => {
    expect(verifier.verify(message, published)).toBe(true);
    expect(verifier.verify(message, published.toUpperCase())).toBe(true);
    expect(verifier.verify(message, Buffer.from(published, 'hex').toString('base64'))).toBe(true);
    expect(createSm2Verifier(publicKey.slice(2)).verify(message, published)).toBe(true);
  });

  test('it is accepted for no other message and no other key', () => {
    expect(verifier.verify(`${message}.`, published)).toBe(false);
    expect(createSm2Verifier(generateSm2KeyPair().publicKey).verify(message, published)).toBe(false);
  });
});

describe('signing', () => {
  test('what was signed is verified, text and bytes alike', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('hex' as const, 'base64' as const),
        (text, form) => {
          const signature = signer.sign(text, form);
          return verifier.verify(new TextEncoder().encode(text), signature);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('a fresh key pair works, and no two are alike', () => {
    const pair = generateSm2KeyPair();
    const signature = createSm2Signer(pair.privateKey).sign('许可证');
    expect(createSm2Verifier(pair.publicKey).verify('许可证', signature)).toBe(true);
    expect(generateSm2KeyPair().privateKey).not.toBe(pair.privateKey);
  });
});

describe('what is no signature or no key', () => {
  test('one changed bit anywhere is refused without an error', () => {
    const bytes = Buffer.from(published, 'hex');
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        return !verifier.verify(message, changed.toString('hex'));
      }),
      { numRuns: 40 },
    );
  });

  const n = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
  test.each([
    ['nothing', ''],
    ['text', '签名'],
    ['base64 of nothing', 'M==='],
    ['raw r and s', r + s],
    ['a trailing byte', `${published}00`],
    ['a trailing byte within the sequence', `3047022100${r}022100${s}00`],
    ['a length in the long form', `308146022100${r}022100${s}`],
    ['a needless leading zero', `304702220000${r}022100${s}`],
    ['a negative number', `30450220${r}022100${s}`],
    ['r = 0', `3026020100022100${s}`],
    ['s = n', `3046022100${r}022100${n}`],
    ['half a signature', published.slice(0, 70)],
  ])('%s is refused', (_, signature) => {
    expect(verifier.verify(message, signature)).toBe(false);
  });

  test('garbage never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const read = readDerSignature(bytes);
        return read === null || read.length === 64;
      }),
    );
  });

  test('a public key off the curve is refused with its value', () => {
    const off = `${publicKey.slice(0, -1)}4`;
    expect(() => createSm2Verifier(off)).toThrow(new RegExp(off));
    expect(() => createSm2Verifier('04')).toThrow(RangeError);
  });

  test.each(['', '00'.repeat(32), 'ff'.repeat(32), `${n.slice(0, -1)}2`, 'zz'.repeat(32)])(
    'the private key %p is refused, and the message does not repeat it',
    (key) => {
      expect(() => createSm2Signer(key)).toThrow(/^Not an SM2 private key: give 64 hex digits/);
    },
  );
});
