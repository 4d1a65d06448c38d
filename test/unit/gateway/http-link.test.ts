import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readServiceUrl } from '../../../deploy/remote-service.ts';
import { createHttpLink } from '../../../gateway/transport/http-link.ts';
import { SubgraphDown } from '../../../gateway/transport/subgraph-link.ts';
import { readCallKeys } from '../../../subgraphs/platform/internal-call/call-keys.ts';
import { canBeRole, lookupRole } from '../../../subgraphs/platform/internal-call/role-address.ts';

const keys = readCallKeys(`test:${randomBytes(32).toString('base64url')}`);
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/food`);
}

async function call(url: URL) {
  const link = createHttpLink({ url, keys });
  try {
    return await link.execute({
      query: '{ a }',
      variables: {},
      caller: { role: 'service', id: 'test' },
      signal: AbortSignal.timeout(5_000),
    });
  } finally {
    await link.close();
  }
}

describe('a call of a role', () => {
  test.each([301, 302, 303, 307, 308])(
    'follows no redirect: %i is an answer that is none (B11)',
    async (status) => {
      let followed = 0;
      const elsewhere = await serve((_, response) => {
        followed += 1;
        response.end('{"data":{"a":1}}');
      });
      const url = await serve((_, response) =>
        response.writeHead(status, { location: elsewhere.href }).end(),
      );
      await expect(call(url)).rejects.toThrow(SubgraphDown);
      expect(followed).toBe(0);
    },
  );

  test('takes data, errors and extensions of the answer and nothing else, no header of it (B13)', async () => {
    const url = await serve((_, response) =>
      response
        .writeHead(200, { 'set-cookie': 'a=b', 'access-control-allow-origin': '*' })
        .end('{"data":{"a":1},"http":{"headers":{"set-cookie":"a=b"}},"other":1}'),
    );
    expect(await call(url)).toEqual({ data: { a: 1 } });
  });
});

describe('the address of a role', () => {
  test.each([
    ['file:///etc/passwd', /takes http or https/],
    ['gopher://127.0.0.1:70/', /takes http or https/],
    ['http://169.254.169.254/food', /no role can be at that address/],
    ['http://0xa9fea9fe/food', /no role can be at that address/],
    ['http://[::ffff:169.254.169.254]/food', /no role can be at that address/],
    ['http://[fe80::1]/food', /no role can be at that address/],
    ['http://0.0.0.0:4200/food', /no role can be at that address/],
    ['http://10.0.0.5:4200/food?to=elsewhere', /takes no query/],
    ['somewhere', /is no address/],
  ])('is not %s', (text, why) => {
    expect(() => readServiceUrl('FOOD_SERVICE_URL', text)).toThrow(why);
  });

  test('has no password, and the message that says so does not repeat it', () => {
    expect(() => readServiceUrl('FOOD_SERVICE_URL', 'http://hub:geheim@10.0.0.5/food')).toThrow(
      /^(?!.*geheim).*takes no user name or password/,
    );
  });

  test.each([
    'http://127.0.0.1:4200/food',
    'http://10.1.2.3/food',
    'https://adapter.food.example/food',
    'http://[::1]:1/x',
  ])('may be %s', (text) => {
    expect(readServiceUrl('FOOD_SERVICE_URL', text).href).toBe(text);
  });

  test('is looked at again when a name is resolved (E14)', async () => {
    const resolved = await new Promise((resolve, reject) =>
      lookupRole('localhost', {}, (error, address) => (error ? reject(error) : resolve(address))),
    );
    expect(['127.0.0.1', '::1']).toContain(resolved);
    expect([canBeRole('169.254.1.1'), canBeRole('224.0.0.1'), canBeRole('192.168.0.1')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
