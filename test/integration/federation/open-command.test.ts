import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { endStartedCommands, startCommand } from '../../support/started-command.ts';
import { serveWorld, type FederatedGraph } from './federated-graph.ts';
import { keys } from './worlds/keys.ts';
import { operations } from './worlds/operations.ts';

/** `npm run gateway`, as a person starts it. */
let folder: string;
let file: string;
let graph: FederatedGraph;
let other: FederatedGraph;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-open-'));
  file = join(folder, 'supergraph.graphql');
  graph = await serveWorld(keys);
  other = await serveWorld(operations);
});
afterEach(endStartedCommands);
afterAll(async () => {
  await graph?.close();
  await other?.close();
  rmSync(folder, { recursive: true });
});

function gateway(...args: string[]) {
  return startCommand(process.execPath, ['deploy/gateway.ts', ...args]);
}

async function started(...args: string[]) {
  const command = gateway('--supergraph', file, '--port', '0', '--open', ...args);
  await command.said('Ctrl-C');
  const [url = ''] = /http:\/\/\S+/.exec(command.out) ?? [];
  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: unknown; errors?: { message: string }[] };
  };
  return { command, url, ask };
}

describe('the open gateway as a command', () => {
  test('serves any supergraph to whoever asks, follows its file, and ends in order', async () => {
    writeFileSync(file, graph.supergraphSdl);
    const { command, ask } = await started();
    expect(await ask('{ ship(imo: "1") { name duty } }')).toEqual({
      data: { ship: { name: 'Aurora', duty: 70 } },
    });
    // Neither tokens nor limits.
    const deep = `{ ship(imo: "1") { ${Array.from({ length: 30 }, (_, i) => `a${i}: name`).join(' ')} } }`;
    expect((await ask(deep, { authorization: 'Bearer nonsense' })).errors).toBeUndefined();
    writeFileSync(file, other.supergraphSdl);
    await eventually(
      async () => expect(await ask('{ log }')).toEqual({ data: { log: expect.any(Array) } }),
      5_000,
    );
    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
  }, 60_000);

  test('lets what a subgraph says about its errors through, and keeps its own stack to itself', async () => {
    writeFileSync(file, graph.supergraphSdl);
    const { ask } = await started();
    const { errors } = await ask('{ ship }');
    expect(errors?.[0]?.message).toMatch(/must have a selection of subfields/);
    expect(JSON.stringify(errors)).not.toContain('stacktrace');
  }, 60_000);

  test('passes no header of a subgraph on (B13), and follows no redirect of one (B11)', async () => {
    let followed = 0;
    const elsewhere = createServer((_, response) => {
      followed += 1;
      response.end('{"data":{"ships":[]}}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    const redirecting = createServer((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end(),
    ).listen(0, '127.0.0.1');
    await once(redirecting, 'listening');
    const away = (redirecting.address() as AddressInfo).port;
    writeFileSync(file, graph.supergraphSdl.replace(/http:[^"]*\/people/, `http://127.0.0.1:${away}/people`));
    const { url, ask } = await started();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: '{"query":"{ ships { name } }"}',
    });
    expect(await response.json()).toMatchObject({ data: { ships: [{ name: 'Aurora' }, {}, {}] } });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('{ berths { keeper } }')).errors?.[0]?.message).toContain('HTTP 307');
    expect(followed).toBe(0);
    redirecting.close();
    elsewhere.close();
  }, 60_000);

  test.each([
    [
      'without --open',
      ['--supergraph', 'x', '--port', '0'],
      /^--open is missing\. It says that you know:.*loopback only/,
    ],
    ['without a supergraph', ['--open'], /^--supergraph is missing/],
    [
      'on a file that is not there',
      ['--supergraph', '/none', '--open'],
      /^--supergraph \/none cannot be read \(ENOENT\)/,
    ],
    [
      'on a port that is none',
      ['--supergraph', 'x', '--port', '70000', '--open'],
      /^--port is "70000"; it takes/,
    ],
    [
      'with an option that it does not know',
      ['--closed'],
      /Unknown option '--closed'.* Use: npm run gateway/,
    ],
  ])(
    'does not start %s, and says why in one line',
    async (_, args, line) => {
      const command = gateway(...args);
      expect(await command.ended).toBe(1);
      expect(command.err).toMatch(line);
      expect(command.err.trim().split('\n')).toHaveLength(1);
    },
    30_000,
  );
});
