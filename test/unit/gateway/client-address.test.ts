import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { createClientAddress, readProxies } from '../../../gateway/http/client-address.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('the address of a client', () => {
  test('is that of its connection, whatever it says of itself', () => {
    const addressOf = createClientAddress();
    expect(addressOf(request('192.0.2.1', '198.51.100.7'))).toBe('192.0.2.1');
    expect(addressOf(request('::ffff:192.0.2.1'))).toBe('192.0.2.1');
  });

  test.each<[peer: string, forwarded: string | undefined, client: string]>([
    ['192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['10.0.0.1', '203.0.113.9, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
    ['10.0.0.1', '10.1.2.3', '10.1.2.3'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.7, evil', '10.0.0.1'],
    ['10.0.0.1', '', '10.0.0.1'],
    ['fd00::1', '2001:db8::5', '2001:db8::5'],
  ])('behind trusted proxies: %s says %s, so it is %s', (peer, forwarded, client) => {
    const addressOf = createClientAddress(readProxies('10.0.0.1, 10.1.0.0/16,fd00::/8'));
    expect(addressOf(request(peer, forwarded))).toBe(client);
  });

  test.each(['proxy.example', '10.0.0.1/33', '10.0.0.0/8/8', '10.0.0.1,', '10.0.0.1/x', ''])(
    'of a proxy must be one: %j',
    (text) => {
      expect(() => readProxies(text)).toThrow(/is no address or network/);
    },
  );
});
