import { describe, expect, test } from '@jest/globals';
import type { LaunchedServer } from '../../../subgraphs/platform/postgres/launch-server.ts';
import { superviseServer } from '../../../subgraphs/platform/postgres/supervise-server.ts';
import { eventually } from './eventually.ts';

/** A server that is over at the word of the test. */
function createServer(pid: number): LaunchedServer & { end: (how: string) => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    pid,
    ended: promise,
    end: resolve,
    stop: async () => resolve('stopped'),
    signalStop: () => undefined,
  };
}

describe('the supervisor of the server', () => {
  test('gives up a server that cannot be launched any more, and says so once', async () => {
    const first = createServer(1);
    const launches: (() => Promise<LaunchedServer>)[] = [async () => first];
    const exits: [string, boolean][] = [];
    const supervisor = await superviseServer({
      launch: () => (launches.shift() ?? (() => Promise.reject(new Error('the disk is full'))))(),
      log: () => undefined,
      onExit: (description, isRestarting) => exits.push([description, isRestarting]),
      mostFailures: 4,
    });
    first.end('ended by SIGKILL');
    await eventually(() => exits.length === 2);
    expect(exits).toEqual([
      ['PostgreSQL (pid 1): ended by SIGKILL', true],
      ['the disk is full', false],
    ]);
    await expect(supervisor.ready()).rejects.toThrow('PostgreSQL is given up: the disk is full');
    await supervisor.stop();
  });

  test('gives up a server that ends again and again as soon as it is ready', async () => {
    let launched = 0;
    const exits: boolean[] = [];
    const supervisor = await superviseServer({
      launch: async () => {
        const server = createServer((launched += 1));
        server.end('exit code 2');
        return server;
      },
      log: () => undefined,
      onExit: (_, isRestarting) => exits.push(isRestarting),
      mostFailures: 3,
    });
    await eventually(() => exits.length === 3);
    expect(exits).toEqual([true, true, false]);
    expect(launched).toBe(3);
    await supervisor.stop();
  });

  test('stopped while it launches a server, it stops that one', async () => {
    const first = createServer(1);
    const second = createServer(2);
    const gate = Promise.withResolvers<LaunchedServer>();
    const launches = [Promise.resolve<LaunchedServer>(first), gate.promise];
    let isRelaunching = false;
    const supervisor = await superviseServer({
      launch: () => {
        isRelaunching = launches.length === 1;
        return launches.shift() ?? Promise.reject(new Error('one launch too many'));
      },
      log: () => undefined,
      onExit: () => undefined,
    });
    first.end('ended by SIGKILL');
    await eventually(() => isRelaunching);
    const stopped = supervisor.stop();
    gate.resolve(second);
    await stopped;
    expect(await second.ended).toBe('stopped');
  });
});
