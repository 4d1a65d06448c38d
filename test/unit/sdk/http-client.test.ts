import { createServer, type Server, type Socket, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DepartmentFault } from '../../../adapters/sdk/contract.ts';
import {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
} from '../../../adapters/sdk/wire/http-client.ts';
import { eventually } from '../../support/eventually.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A server on loopback that does with each request, by its place in the order, what the test says. */
async function serve(answer: (socket: Socket, request: number) => void) {
  const sockets = new Set<Socket>();
  let requests = 0;
  let accepted = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    accepted += 1;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      // Every request of these tests has a body of one byte.
      if (!/\r\n\r\n.$/s.test(head)) return;
      head = '';
      answer(socket, (requests += 1));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(closed));
    },
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    get requests() {
      return requests;
    },
    get accepted() {
      return accepted;
    },
  };
}

function clientOf(origin: string, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({ origin, connections: 2, ...options });
  open.push(client);
  return client;
}

const post = (client: HttpClient, signal = AbortSignal.timeout(5_000)) =>
  client.post('/x', { headers: { 'content-type': 'text/plain' }, body: '?', signal });

const ok = (body: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;

async function faultOf(answer: Promise<unknown>): Promise<DepartmentFault> {
  const error = await answer.then(
    () => new Error('answered'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DepartmentFault)) throw error;
  return error;
}

test('status, headers and body as they came, whatever the status', async () => {
  const { origin } = await serve((socket) =>
    socket.write('HTTP/1.1 429 Slow Down\r\nretry-after: 3\r\ncontent-length: 2\r\n\r\nno'),
  );
  const answer = await post(clientOf(origin));
  expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '3' } });
  expect(answer.body.toString()).toBe('no');
});

test('connections are kept for the next call, and never more than allowed are open', async () => {
  const server = await serve((socket) => socket.write(ok('x')));
  const client = clientOf(server.origin, { connections: 2 });
  for (let call = 0; call < 5; call += 1) await post(client);
  expect(server.accepted).toBeLessThanOrEqual(2);
  await Promise.all(Array.from({ length: 10 }, () => post(client)));
  expect(server.accepted).toBeLessThanOrEqual(2);
  expect(server.requests).toBe(15);
});

test('a redirect is an answer like any other: nothing is asked at its address', async () => {
  const inside = await serve((socket) => socket.write(ok('secret')));
  const { origin } = await serve((socket) =>
    socket.write(`HTTP/1.1 302 Found\r\nlocation: ${inside.origin}/\r\ncontent-length: 0\r\n\r\n`),
  );
  expect((await post(clientOf(origin))).status).toBe(302);
  expect(inside.requests).toBe(0);
});

describe('UNREACHABLE', () => {
  test('where nobody listens, and no second try helps', async () => {
    const server = await serve(() => undefined);
    await open.pop()?.close();
    const fault = await faultOf(post(clientOf(server.origin)));
    expect(fault).toMatchObject({ reason: 'UNREACHABLE', resendable: false });
  });

  test('where a kept connection is reset before any answer, which may be sent again', async () => {
    const server = await serve((socket, request) => {
      if (request === 2) socket.resetAndDestroy();
      else socket.write(ok('x'));
    });
    const client = clientOf(server.origin);
    await post(client);
    expect(await faultOf(post(client))).toMatchObject({ reason: 'UNREACHABLE', resendable: true });
    expect((await post(client)).status).toBe(200);
  });
});

describe('BAD_DATA', () => {
  test.each([
    ['an answer that breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'end'],
    [
      'a chunked answer that breaks off',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab',
      'end',
    ],
    ['a reset in the middle', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'reset'],
    ['what is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'end'],
    [
      'two lengths that disagree',
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabc',
      'end',
    ],
    [
      'length and chunks at once',
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc',
      'end',
    ],
  ])('%s', async (_what, bytes, then) => {
    const { origin } = await serve((socket) => {
      if (then === 'end') socket.end(bytes);
      else socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
    });
    expect(await faultOf(post(clientOf(origin)))).toMatchObject({ reason: 'BAD_DATA', resendable: false });
  });

  test.each([
    ['announced', 'content-length: 100000000\r\n\r\n'],
    ['not announced', 'connection: close\r\n\r\n'],
  ])('an answer larger than the cap, %s: cut off, never gathered', async (_what, headers) => {
    let written = 0;
    const { origin, sockets } = await serve((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${headers}`);
      const more = () => {
        while (!socket.destroyed && written < 100_000_000) {
          written += 65_536;
          if (!socket.write(Buffer.alloc(65_536))) return void socket.once('drain', more);
        }
      };
      more();
    });
    const fault = await faultOf(post(clientOf(origin, { maxResponseBytes: 1_000_000 })));
    expect(fault).toMatchObject({ reason: 'BAD_DATA', resendable: false });
    expect(fault.message).toContain('larger than the cap');
    // What filled the buffers of two sockets, not what the server had to say.
    expect(written).toBeLessThan(20_000_000);
    expect([...sockets].every(({ destroyed }) => destroyed || sockets.size <= 1)).toBe(true);
  });
});

describe('TIMEOUT', () => {
  test.each([
    ['before any answer', ''],
    ['in the middle of one', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc'],
  ])('the signal ends a call %s, and its connection', async (_what, bytes) => {
    const server = await serve((socket) => socket.write(bytes));
    const fault = await faultOf(post(clientOf(server.origin), AbortSignal.timeout(100)));
    expect(fault).toMatchObject({ reason: 'TIMEOUT', resendable: false });
    await eventually(() => expect(server.sockets.size).toBe(0));
  });

  test('a signal that is aborted already lets nothing out', async () => {
    const server = await serve((socket) => socket.write(ok('x')));
    expect(await faultOf(post(clientOf(server.origin), AbortSignal.abort()))).toMatchObject({
      reason: 'TIMEOUT',
    });
    expect(server.requests).toBe(0);
  });
});
