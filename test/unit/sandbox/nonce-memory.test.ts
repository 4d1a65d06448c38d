import { expect, test } from '@jest/globals';
import { createNonceMemory } from '../../../adapters/sandbox/core/nonce-memory.ts';

test('a nonce is fresh once in ten minutes', () => {
  const nonces = createNonceMemory();
  expect([nonces.isFresh('a', 0), nonces.isFresh('a', 1), nonces.isFresh('b', 1)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(nonces.isFresh('a', 599_999)).toBe(false);
  expect([nonces.isFresh('a', 600_000), nonces.isFresh('b', 600_000)]).toEqual([true, false]);
});
