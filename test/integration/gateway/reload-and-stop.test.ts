import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { startClosedLoad, type RunningLoad } from '../../support/load.ts';
import { openRawConnection, rawPost, type RawAnswer } from '../../support/raw-connection.ts';
import { rewrittenSupergraph, type RewrittenSupergraph } from '../../support/rewritten-supergraph.ts';
import { createDataFolder, startHub, type RunningHub } from '../../support/running-hub.ts';

/** One hub from its start to its stop, under load whenever it is changed. */
interface Health {
  status: string;
  supergraph: { since: string; reloads: number; refused: string | null };
}

let folder: string;
let supergraph: RewrittenSupergraph;
let hub: RunningHub;
let token: string;

beforeAll(async () => {
  folder = createDataFolder();
  supergraph = rewrittenSupergraph(join(folder, 'supergraph.graphql'));
  hub = await startHub({
    dataFolder: folder,
    environment: { SUPERGRAPH_FILE: supergraph.file, STOP_NOTICE: '1' },
  });
  token = await hub.token({ role: 'service' });
}, 90_000);

afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function health(): Promise<Health> {
  return (await (await fetch(`${hub.gateway}/health`)).json()) as Health;
}

/** Callers of the demo licence; what is wrong with their answers, as it comes. */
function load(callers: number): RunningLoad & { answers: RawAnswer[]; failures: string[] } {
  const answers: RawAnswer[] = [];
  const failures: string[] = [];
  const running = startClosedLoad({
    origin: hub.gateway,
    callers,
    request: rawPost(
      '/graphql',
      { query: `{ compositeLicense(number: "${hub.demoLicense}") { status subPermits { status } } }` },
      { authorization: `Bearer ${token}` },
    ),
    heard(answer) {
      answers.push(answer);
      if (answer.status !== 200 || !answer.body.includes('"VALID"')) failures.push(answer.body);
    },
    broken: ({ message }) => void failures.push(message),
  });
  return { ...running, answers, failures };
}

describe('the supergraph file', () => {
  test('is followed while requests are answered, and none of them fails', async () => {
    const under = load(4);
    const before = (await health()).supergraph.reloads;
    for (let reload = 1; reload <= 8; reload += 1) {
      supergraph.replace();
      await eventually(async () => expect((await health()).supergraph.reloads).toBe(before + reload), 5_000);
    }
    await under.stop();
    expect(under.failures).toEqual([]);
    expect(under.answers.length).toBeGreaterThan(20);
    const { data } = await hub.ask<{ __type: { description: string } }>(
      '{ __type(name: "Query") { description } }',
    );
    expect(data?.__type.description).toBe('What can be asked, edition 8.');
  });

  test.each([
    ['no GraphQL', 'type Query {', /Syntax Error/],
    ['not a supergraph', 'type Query { a: Int }', /./],
    [
      'for subgraphs that the hub does not run',
      (sdl: string) => sdl.replace('name: "issuance"', 'name: "elsewhere"'),
      /elsewhere/,
    ],
    [
      'stripped of its rules',
      (sdl: string) => sdl.replace(/(?<!directive )@(authenticated|requiresScopes\(scopes: [^)]*\))/g, ''),
      /authorisation/,
    ],
  ])(
    'is refused where it is %s: the last good one is served on, and /health says why',
    async (_, bad, why) => {
      const { reloads } = (await health()).supergraph;
      supergraph.write(typeof bad === 'string' ? bad : bad(supergraph.packaged));
      await eventually(async () => expect((await health()).supergraph.refused).toMatch(why), 5_000);
      expect(hub.output()).toContain('the last good one is served');
      const { data } = await hub.ask<{ compositeLicense: { status: string } }>(
        'query ($number: ID!) { compositeLicense(number: $number) { status } }',
        { number: hub.demoLicense },
      );
      expect(data?.compositeLicense.status).toBe('VALID');
      supergraph.replace();
      await eventually(
        async () =>
          expect((await health()).supergraph).toMatchObject({ reloads: reloads + 1, refused: null }),
        5_000,
      );
    },
  );
});

describe('a stop', () => {
  test('under load is known to /ready at once and breaks no request under way', async () => {
    const under = load(8);
    await eventually(() => expect(under.answers.length).toBeGreaterThan(20), 10_000);
    const keptAlive = await openRawConnection(hub.gateway);
    hub.signal('SIGTERM');
    const stoppedAt = performance.now();
    await eventually(
      async () => {
        const ready = await fetch(`${hub.gateway}/ready`);
        expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close']);
      },
      1_000,
      5,
    );
    // Still served, over a connection from before, which ends with the answer.
    const late = await keptAlive.send(rawPost('/graphql', { query: '{ __typename }' }));
    expect(late).toMatchObject({ status: 200, closes: true });
    // As a balancer does that has seen the 503: what is under way is waited for, nothing new is sent.
    await under.stop();
    expect(await hub.ended()).toBe(0);
    expect(under.failures).toEqual([]);
    expect(performance.now() - stoppedAt).toBeLessThan(15_000);
  });
});
