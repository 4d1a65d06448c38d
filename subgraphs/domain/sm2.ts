import { createHash, type Hash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { readDerSignature } from './sm2-der.ts';

/** The user id that GM/T 0009 prescribes where the parties agreed on no other. */
const USER_ID = '1234567812345678';
/** n of the curve (GB/T 32918.5). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

export interface Sm2KeyPair {
  /** 64 hex digits; a secret. */
  privateKey: string;
  /** `04`‖X‖Y, 130 hex digits. */
  publicKey: string;
}

export interface Sm2Signer {
  /** `04`‖X‖Y, 130 hex digits. */
  publicKey: string;
  /** SM3withSM2 signature in DER, as hex or base64. A string is signed as UTF-8. */
  sign(message: Uint8Array | string, encoding?: 'hex' | 'base64'): string;
}

export interface Sm2Verifier {
  /** Whether the DER signature (hex or base64) fits the message. False for anything unreadable; never throws. */
  verify(message: Uint8Array | string, signature: string): boolean;
  /** For a message too large to hold. */
  begin(): Sm2Verification;
}

/** A message verified piece by piece. */
export interface Sm2Verification {
  update(piece: Uint8Array): void;
  /** As `verify` of all pieces together; to be asked once. */
  verify(signature: string): boolean;
}

/** A fresh random key pair. */
export function generateSm2KeyPair(): Sm2KeyPair {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  return { privateKey, publicKey };
}

/**
 * Signs by SM2 with SM3 (GB/T 32918.2) under the default user id. Not `node:crypto`: with a curve of this name it
 * makes ECDSA, or SM2 with an empty user id, and verifies only its own.
 *
 * @param privateKeyHex 64 hex digits, 1 to n-2
 * @throws RangeError where the key is none; the key is not in the message
 */
export function createSm2Signer(privateKeyHex: string): Sm2Signer {
  if (!isPrivateKey(privateKeyHex)) {
    throw new RangeError('Not an SM2 private key: give 64 hex digits, between 1 and n-2.');
  }
  const privateKey = privateKeyHex.toLowerCase();
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  const begin = messageHash(publicKey);
  return {
    publicKey,
    sign(message, encoding = 'hex') {
      const der = sm2.doSignature(begin().update(message).digest(), privateKey, { der: true, hash: false });
      return encoding === 'hex' ? der : Buffer.from(der, 'hex').toString('base64');
    },
  };
}

/**
 * Verifies SM3withSM2 signatures of one key under the default user id. Making a verifier computes a table for the key
 * (some 40 ms), after which a verification takes 0.5 ms instead of 3.4: keep it.
 *
 * @param publicKeyHex `04`‖X‖Y in hex; without the `04` too
 * @throws RangeError where that is no point of the curve
 */
export function createSm2Verifier(publicKeyHex: string): Sm2Verifier {
  const { point, begin } = readPublicKey(publicKeyHex);
  function holds(hash: Hash, signature: string): boolean {
    const rs = readDerSignature(decodeSignature(signature));
    if (rs === null) return false;
    const hex = Buffer.from(rs).toString('hex');
    // GB/T 32918.2 7.1 B1, B2, which the library leaves out or throws on.
    if (!isScalar(hex.slice(0, 64)) || !isScalar(hex.slice(64))) return false;
    return sm2.doVerifySignature(hash.digest(), hex, point, { der: false, hash: false });
  }
  return {
    verify: (message, signature) => holds(begin().update(message), signature),
    begin() {
      const hash = begin();
      return {
        update: (piece) => void hash.update(piece),
        verify: (signature) => holds(hash, signature),
      };
    },
  };
}

function readPublicKey(publicKeyHex: string) {
  const text = publicKeyHex.toLowerCase();
  const full = text.length === 128 ? `04${text}` : text;
  if (/^04[0-9a-f]{128}$/.test(full)) {
    try {
      return { point: sm2.precomputePublicKey(full), begin: messageHash(full) };
    } catch {
      // Not on the curve: told below, with the value.
    }
  }
  throw new RangeError(
    `Not an SM2 public key: "${publicKeyHex}". Give 04, X and Y of a point as 130 hex digits.`,
  );
}

/** e = SM3(ZA‖M), natively: the library's SM3 is JavaScript, and some signed files have megabytes. */
function messageHash(publicKey: string): () => Hash {
  const za = sm2.getZ(publicKey, USER_ID);
  return () => createHash('sm3').update(za);
}

/** A DER sequence starts with `30` in hex and with `M` in base64, so neither is taken for the other. */
function decodeSignature(signature: string): Uint8Array {
  if (/^30(?:[0-9a-f]{2})*$/i.test(signature)) return Buffer.from(signature, 'hex');
  if (/^M[0-9A-Za-z+/]*={0,2}$/.test(signature)) return Buffer.from(signature, 'base64');
  return new Uint8Array();
}

function isScalar(hex: string): boolean {
  const value = BigInt(`0x${hex}`);
  return value >= 1n && value < ORDER;
}

function isPrivateKey(hex: string): boolean {
  // With n-1, 1+d has no inverse (GB/T 32918.1 6.1).
  return /^[0-9a-f]{64}$/i.test(hex) && isScalar(hex) && BigInt(`0x${hex}`) !== ORDER - 1n;
}
