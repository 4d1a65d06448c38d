import { expect, test } from '@jest/globals';
import { hmacSm3Hex, sm3Hex } from '../../../subgraphs/domain/sm3.ts';
import vectors from '../../fixtures/identifier-vectors.json' with { type: 'json' };

test('SM3 of "abc" is the published one', () => {
  expect(sm3Hex('abc')).toBe(vectors.sm3.abc);
  expect(sm3Hex(Buffer.from('abc'))).toBe(vectors.sm3.abc);
});

test('HMAC-SM3 agrees with the vector', () => {
  expect(hmacSm3Hex('key', 'abc')).toBe(vectors.sm3['hmac_key=key_msg=abc']);
});

test('text is hashed as UTF-8', () => {
  expect(sm3Hex('许可证')).toBe(sm3Hex(new TextEncoder().encode('许可证')));
});
