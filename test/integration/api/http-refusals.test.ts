import { request } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchange, expectRefusal } from '../../support/http-exchange.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

const QUERY = { query: '{ __typename }' };
const TEXT = JSON.stringify(QUERY);

let hub: RunningHub;
let url: string;
beforeAll(async () => {
  hub = await startHub();
  url = `${hub.gateway}/graphql`;
}, 60_000);
afterAll(() => hub.stop());

/** Bytes over a bare connection; what came back until it was closed. */
function overWire(text: string): Promise<string> {
  const { hostname, port } = new URL(hub.gateway);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('a body', () => {
  test.each([
    ['no JSON', 'hello'],
    ['empty', ''],
    ['half JSON', '{"query":'],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['null', 'null'],
    ['a text', '"{ __typename }"'],
    ['a batch', JSON.stringify([QUERY, QUERY])],
    ['an empty batch', '[]'],
    ['without a query', '{}'],
    ['with an empty query', '{"query":""}'],
    ['with a query that is no text', '{"query":{"kind":"Document"}}'],
    ['with variables in a list', JSON.stringify({ ...QUERY, variables: [1] })],
    ['with variables as a text', JSON.stringify({ ...QUERY, variables: '{}' })],
    ['with a number for a name', JSON.stringify({ ...QUERY, operationName: 7 })],
    ['with extensions as a text', JSON.stringify({ ...QUERY, extensions: 'x' })],
  ])('that is %s is BAD_REQUEST', async (_, body) => {
    const headers = { 'content-type': 'application/json' };
    expectRefusal(await exchange(url, { body, headers }), { status: 400, code: 'BAD_REQUEST' });
  });

  test.each([
    ['text/plain', TEXT],
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--',
    ],
    ['application/graphql', '{ __typename }'],
    ['application/json; charset=gb18030', TEXT],
    ['application/jsonp', TEXT],
    ['text/html, application/json', TEXT],
  ])('of type %s is UNSUPPORTED_MEDIA_TYPE', async (type, body) => {
    const answer = await exchange(url, { body, headers: { 'content-type': type } });
    expectRefusal(answer, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test('of no type is UNSUPPORTED_MEDIA_TYPE', async () => {
    const answer = await exchange(url, {
      body: new TextEncoder().encode(TEXT),
      headers: { 'content-type': '' },
    });
    expectRefusal(answer, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  test.each(['application/json', 'APPLICATION/JSON; Charset="UTF-8"', 'application/json;charset=utf-8'])(
    'of type %s is read',
    async (type) => {
      expect((await exchange(url, { body: TEXT, headers: { 'content-type': type } })).status).toBe(200);
    },
  );

  test.each([1, 10, 50])('of %d MB is BODY_TOO_LARGE, and the client is told so', async (megabytes) => {
    const body = JSON.stringify({ ...QUERY, variables: { x: 'x'.repeat(megabytes * 1_000_000) } });
    expectRefusal(await exchange(url, { body }), { status: 413, code: 'BODY_TOO_LARGE' });
  });

  test('that is a small bomb of gzip is BODY_TOO_LARGE within 200 ms', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    const answer = await exchange(url, { body: bomb, headers: { 'content-encoding': 'gzip' } });
    expectRefusal(answer, { status: 413, code: 'BODY_TOO_LARGE' });
    expect(answer.ms).toBeLessThan(240);
  });

  test('packed with gzip is read', async () => {
    const answer = await exchange(url, { body: gzipSync(TEXT), headers: { 'content-encoding': 'gzip' } });
    expect(answer.data).toEqual({ __typename: 'Query' });
  });

  test('that only says it is gzip, or is cut, is BAD_REQUEST', async () => {
    for (const body of [TEXT, gzipSync(TEXT).subarray(0, 20)]) {
      const answer = await exchange(url, { body, headers: { 'content-encoding': 'gzip' } });
      expectRefusal(answer, { status: 400, code: 'BAD_REQUEST' });
    }
  });

  test.each([
    ['br', brotliCompressSync(Buffer.alloc(10_000_000, ' '))],
    ['deflate', deflateSync(TEXT)],
    ['gzip, gzip', gzipSync(gzipSync(TEXT))],
    ['compress', TEXT],
  ])('packed with %s is UNSUPPORTED_MEDIA_TYPE', async (encoding, body) => {
    const answer = await exchange(url, { body, headers: { 'content-encoding': encoding } });
    expectRefusal(answer, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('a method', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is METHOD_NOT_ALLOWED', async (method) => {
    const answer = await exchange(url, { method });
    expectRefusal(answer, { status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(answer.headers.get('allow')).toBe('GET, POST');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('TRACE is METHOD_NOT_ALLOWED and repeats nothing', async () => {
    const answer = await overWire(
      `TRACE /graphql HTTP/1.1\r\nhost: x\r\nx-secret: hidden\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain('METHOD_NOT_ALLOWED');
    expect(answer).not.toContain('hidden');
  });

  test('CONNECT is not served', async () => {
    expect(await overWire('CONNECT 127.0.0.1:80 HTTP/1.1\r\nhost: 127.0.0.1:80\r\n\r\n')).not.toMatch(
      / 200 /,
    );
  });

  test('that is no HTTP is told so', async () => {
    const answer = await overWire('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('BAD_REQUEST');
  });
});

describe('a GET', () => {
  const get = (search: string, headers: Record<string, string> = { 'apollo-require-preflight': '1' }) =>
    exchange(`${url}?${search}`, { method: 'GET', headers });

  test('of a query is answered where no page of another site could have sent it', async () => {
    for (const headers of [
      { 'apollo-require-preflight': '1' },
      { 'x-apollo-operation-name': 'Q' },
      { 'content-type': 'application/json' },
    ] as Record<string, string>[]) {
      expect((await get('query={__typename}', headers)).data).toEqual({ __typename: 'Query' });
    }
  });

  test.each([
    {},
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/jsonp' },
    { 'apollo-require-preflight': '' },
  ])('that one could have sent is CSRF: %j', async (headers) => {
    expectRefusal(await get('query={__typename}', headers as Record<string, string>), {
      status: 400,
      code: 'CSRF',
    });
  });

  test('of a mutation is METHOD_NOT_ALLOWED', async () => {
    const answer = await get('query=mutation{__typename}');
    expect(answer).toMatchObject({ status: 405, errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });

  test.each([
    '',
    'query=',
    'query={__typename}&variables={',
    'query={__typename}&variables=[]',
    'query=a&query=b',
  ])('with %j for parameters is BAD_REQUEST', async (search) => {
    expect(await get(search)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  });
});

describe('an answer', () => {
  test.each(['image/png', 'text/event-stream', 'multipart/mixed', 'application/json;q=0'])(
    'that must be %s is NOT_ACCEPTABLE',
    async (accept) => {
      const answer = await exchange(url, { body: QUERY, headers: { accept } });
      expectRefusal(answer, { status: 406, code: 'NOT_ACCEPTABLE' });
    },
  );

  test('is never kept by a cache', async () => {
    for (const body of [QUERY, '{']) {
      expect((await exchange(url, { body })).headers.get('cache-control')).toBe('no-store');
    }
  });

  test('of a client that leaves in the middle of its body costs nothing but that', async () => {
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': 1_000 };
      const sent = request(url, { method: 'POST', headers }, () => resolve());
      sent.on('error', () => resolve());
      sent.write('{"query":', () => sent.destroy());
    });
    expect((await exchange(url, { body: QUERY })).status).toBe(200);
    expect(hub.output()).not.toMatch(/request failed/);
  });
});
