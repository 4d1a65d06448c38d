import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { capConnections } from '../../../gateway/http/connection-cap.ts';
import { eventually } from '../../support/eventually.ts';

const MOST = 5;
const REQUEST = 'GET / HTTP/1.1\r\nhost: hub\r\n\r\n';

let server: Server;
let sockets: Socket[];
let answer: (() => void)[];

beforeEach(async () => {
  sockets = [];
  answer = [];
  server = createServer((_request, response) => void answer.push(() => response.end('ok')));
  capConnections(server, MOST);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).resume();
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

describe('more connections than there may be', () => {
  test('cost the one that has been idle longest, not the newcomer', async () => {
    const first = await open();
    const others = [await open(), await open(), await open(), await open()];
    const newcomer = await open();
    await eventually(() => expect(first.closed).toBe(true), 2_000, 5);
    newcomer.write(REQUEST);
    await eventually(() => expect(answer).toHaveLength(1), 2_000, 5);
    expect(others.map(({ closed }) => closed)).toEqual([false, false, false, false]);
  });

  test('never cost one whose request is under way; it is idle again when it has its answer', async () => {
    const working = await open();
    working.write(REQUEST);
    await eventually(() => expect(answer).toHaveLength(1), 2_000, 5);
    const idle = [await open(), await open(), await open(), await open()];
    await open();
    await eventually(() => expect(idle[0]?.closed).toBe(true), 2_000, 5);
    expect(working.closed).toBe(false);
    answer[0]?.();
    await new Promise((resolve) => working.once('data', resolve));
    for (let i = 0; i < MOST; i += 1) await open();
    await eventually(() => expect(working.closed).toBe(true), 2_000, 5);
  });

  test('are refused where all are working', async () => {
    for (let i = 0; i < MOST; i += 1) (await open()).write(REQUEST);
    await eventually(() => expect(answer).toHaveLength(MOST), 2_000, 5);
    const newcomer = await open();
    await eventually(() => expect(newcomer.closed).toBe(true), 2_000, 5);
  });
});
