/**
 * Reads an ECDSA-style DER signature (`SEQUENCE { INTEGER r, INTEGER s }`) into r‖s, 64 bytes; null unless the bytes
 * are the one canonical encoding. The library's own decoder accepts trailing bytes and wrong lengths, so that one
 * signature could be written in many ways: a stored signature would then be no proof of a replay.
 */
export function readDerSignature(bytes: Uint8Array): Uint8Array | null {
  // Two integers of at most 33 bytes: every length fits into one byte.
  if (bytes.length < 8 || bytes.length > 72 || bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2)
    return null;
  const r = readInteger(bytes, 2);
  const s = r && readInteger(bytes, r.end);
  if (!r || !s || s.end !== bytes.length) return null;
  const joined = new Uint8Array(64);
  joined.set(r.value, 32 - r.value.length);
  joined.set(s.value, 64 - s.value.length);
  return joined;
}

/** A positive INTEGER of at most 256 bits in its shortest form, without the sign byte. */
function readInteger(bytes: Uint8Array, at: number): { value: Uint8Array; end: number } | null {
  const length = bytes[at + 1];
  if (bytes[at] !== 0x02 || length === undefined || length === 0) return null;
  const end = at + 2 + length;
  if (end > bytes.length) return null;
  const [first = 0, second = 0] = bytes.subarray(at + 2, end);
  if (first >= 0x80 || (first === 0 && second < 0x80)) return null;
  const value = bytes.subarray(first === 0 ? at + 3 : at + 2, end);
  return value.length > 32 ? null : { value, end };
}
