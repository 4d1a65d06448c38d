import { describe, expect, test } from '@jest/globals';
import { createNonce, signedHeaders } from '../../../../adapters/food/signature.ts';
import vector from '../../../fixtures/food/signature.json' with { type: 'json' };

describe('the signature of a call to the food department', () => {
  test('is the one of the vendor’s own example', () => {
    const headers = signedHeaders(
      { appKey: vector.appKey, appSecret: vector.secret },
      { path: vector.path, body: vector.body, timestamp: vector.timestamp, nonce: vector.nonce },
    );
    expect(headers).toMatchObject({
      'x-appkey': vector.appKey,
      'x-timestamp': String(vector.timestamp),
      'x-nonce': vector.nonce,
      'x-sign': vector.sign,
    });
  });

  test('has a nonce of a length that the department takes, never the same twice', () => {
    const nonces = Array.from({ length: 500 }, createNonce);
    expect(new Set(nonces).size).toBe(500);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9A-Za-z]{6,20}$/);
  });
});
