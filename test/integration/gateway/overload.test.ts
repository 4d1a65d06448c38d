import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { openRawConnection, rawPost, type RawAnswer } from '../../support/raw-connection.ts';
import { startHub, type RunningHub } from '../../support/running-hub.ts';

/** R50 and R52 in short; at length in `test/nightly/`. */
const CALLERS = 1_000;
const NORMAL = 100;
const IDLE = 1_000;

let hub: RunningHub;
let token: string;

beforeAll(async () => {
  hub = await startHub();
  token = await hub.token({ role: 'service' });
}, 90_000);
afterAll(() => hub?.stop());

function ask(callers: number): Promise<RawAnswer[]> {
  const request = rawPost(
    '/graphql',
    {
      query: `{ compositeLicense(number: "${hub.demoLicense}") { status subPermits { status freshness { reason } } } }`,
    },
    { authorization: `Bearer ${token}` },
  );
  return Promise.all(
    Array.from({ length: callers }, async () => {
      const connection = await openRawConnection(hub.gateway);
      const answer = await connection.send(request);
      connection.close();
      return answer;
    }),
  );
}

describe('a hub that has just started', () => {
  test('asked by a thousand at once answers in full or refuses, and runs into no time-out of its own', async () => {
    const answers = await ask(CALLERS);
    const served = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 503);
    console.log(JSON.stringify({ test: 'cold', served: served.length, refused: refused.length }));
    expect(served.length + refused.length).toBe(CALLERS);
    expect(served.length).toBeGreaterThan(50);
    for (const { body } of refused) expect(body).toContain('"OVERLOADED"');
    for (const { body } of served) {
      expect(body).not.toContain('"errors"');
      expect(body).not.toContain('ADAPTER_DOWN');
    }
  });

  test('refuses nobody of a hundred at once, wave after wave', async () => {
    for (let wave = 0; wave < 3; wave += 1) {
      expect((await ask(NORMAL)).filter(({ status }) => status !== 200)).toEqual([]);
    }
  });

  test('refuses with what a client needs to try again', async () => {
    let refusal: Response | undefined;
    await eventually(async () => {
      const crowd = ask(CALLERS / 2);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () =>
          fetch(`${hub.gateway}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
            body: '{"query":"{ __typename }"}',
          }),
        ),
      );
      refusal = answers.find(({ status }) => status === 503);
      const probe = await fetch(`${hub.gateway}/ready`);
      expect(probe.status).toBe(200);
      await crowd;
      expect(refusal).toBeDefined();
    }, 30_000);
    expect(refusal?.headers.get('retry-after')).toBe('1');
    expect(refusal?.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    expect(await refusal?.json()).toEqual({
      errors: [{ message: expect.stringContaining('Retry-After'), extensions: { code: 'OVERLOADED' } }],
    });
  });
});

describe('connections that send nothing, or too slowly', () => {
  test('keep nobody from being served, and are closed within 15 s', async () => {
    const port = Number(new URL(hub.gateway).port);
    const sockets: Socket[] = await Promise.all(
      Array.from({ length: IDLE }, (_, i) => {
        const socket = connect({ port, host: '127.0.0.1' });
        socket.on('error', () => undefined).resume();
        const begin =
          i % 3 === 0 ? '' : i % 3 === 1 ? 'POST /graphql HTTP/1.1\r\nhost: hub\r\nx-' : SLOW_BODY;
        return new Promise<Socket>((resolve) => {
          socket.once('connect', () => {
            if (begin) socket.write(begin);
            resolve(socket);
          });
        });
      }),
    );
    const opened = performance.now();
    const drip = setInterval(() => {
      for (const socket of sockets) if (!socket.closed) socket.write('a');
    }, 1_000);
    for (let wave = 0; wave < 3; wave += 1) {
      expect((await ask(20)).filter(({ status }) => status !== 200)).toEqual([]);
    }
    await eventually(() => expect(sockets.filter(({ closed }) => !closed)).toHaveLength(0), 20_000, 100);
    clearInterval(drip);
    // The server looks every two seconds.
    expect(performance.now() - opened).toBeLessThan(18_500);
  }, 40_000);
});

const SLOW_BODY = `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{`;
