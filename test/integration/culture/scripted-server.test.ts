import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createCultureClient } from '../../../adapters/culture/client.ts';
import type { DepartmentClient, DepartmentFault } from '../../../adapters/sdk/contract.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { eventually } from '../platform/eventually.ts';
import { call } from '../../support/call-context.ts';

let server: Server | undefined;
let client: DepartmentClient | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
  await client?.close();
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** A server on loopback that is no PostgreSQL, and a client of it. */
async function against(script: (socket: Socket) => void): Promise<DepartmentClient> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    script(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = createCultureClient({
    databaseUrl: `postgres://reader:secret@127.0.0.1:${port}/culture`,
    log: createLogger('culture', 'silent'),
  });
  return client;
}

const reasonOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'an answer',
    (error: DepartmentFault) => error.reason,
  );

function message(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([header, content]);
}
const AUTHENTICATED = message('R', Buffer.from([0, 0, 0, 0]));
const READY = message('Z', Buffer.from('I'));

describe('a server that is no PostgreSQL, or a broken one', () => {
  test.each([
    ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n<html></html>')],
    ['an authentication type that nobody knows', message('R', Buffer.from([0, 0, 0, 99]))],
    ['a message that is cut in its middle fields', message('R', Buffer.from([0]))],
    ['rows before anything was asked', message('D', Buffer.from([0, 1, 0, 0, 0, 1, 65]))],
    [
      'a row that claims more than it has',
      Buffer.concat([AUTHENTICATED, READY, message('D', Buffer.from([9, 9, 9, 9]))]),
    ],
    ['a message of a gigabyte', Buffer.concat([Buffer.from('R'), Buffer.from([0x40, 0, 0, 0])])],
  ])('%s is typed, in time, and ends nothing but its connection', async (_name, bytes) => {
    const reading = (await against((socket) => socket.once('data', () => socket.write(bytes)))).read(
      ['1'],
      call(400),
    );
    expect(['BAD_DATA', 'UNREACHABLE']).toContain(await reasonOf(reading));
    await eventually(() => sockets.size === 0);
  });

  test('endless rows are cut off', async () => {
    const row = message('D', Buffer.concat([Buffer.from([0, 1, 0, 1, 0, 0]), Buffer.alloc(65_536, 'x')]));
    const reading = (
      await against((socket) => {
        socket.once('data', () => {
          socket.write(Buffer.concat([AUTHENTICATED, READY]));
          socket.once('data', () => {
            const pour = (): void => {
              while (!socket.destroyed && socket.write(row));
              if (!socket.destroyed) socket.once('drain', pour);
            };
            pour();
          });
        });
      })
    ).read(['1'], call());
    expect(await reasonOf(reading)).toBe('BAD_DATA');
    await eventually(() => sockets.size === 0);
  });

  test('one that accepts and says nothing is late by the signal, and its sockets are given up', async () => {
    const silent = await against((socket) => socket.resume());
    const begun = performance.now();
    expect(await reasonOf(silent.read(['1'], call(200)))).toBe('TIMEOUT');
    expect(performance.now() - begun).toBeLessThan(450);
    await eventually(() => sockets.size === 0, 2_000);
  });

  test('one that hangs up while signing in is unreachable', async () => {
    const client = await against((socket) => socket.once('data', () => socket.destroy()));
    expect(await reasonOf(client.read(['1'], call()))).toBe('UNREACHABLE');
  });

  test('a refusal that cannot be signed in to leaves no socket open', async () => {
    // SASL with a mechanism that the driver does not have: the driver gives up and forgets the socket.
    const mechanisms = message('R', Buffer.concat([Buffer.from([0, 0, 0, 10]), Buffer.from('PLAIN\0\0')]));
    const client = await against((socket) => socket.once('data', () => socket.write(mechanisms)));
    expect(await reasonOf(client.read(['1'], call()))).toBe('REJECTED');
    await eventually(() => sockets.size === 0, 2_000);
  });

  test('a port where nobody listens is unreachable', async () => {
    const client = await against(() => undefined);
    server?.close();
    await once(server!, 'close');
    expect(await reasonOf(client.read(['1'], call()))).toBe('UNREACHABLE');
  });
});
