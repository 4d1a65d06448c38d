import { createHmac, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { DEPARTMENTS as ALL_DEPARTMENTS } from '../../subgraphs/domain/departments.ts';
import { readCallKeys } from '../../subgraphs/platform/internal-call/call-keys.ts';
import { CALL_HEADERS, signedHeaders } from '../../subgraphs/platform/internal-call/call-signature.ts';
import { eventually } from '../support/eventually.ts';
import { askLicence, statesOf, untilLive } from '../support/licence-answer.ts';
import { startLicenceLoad, type LicenceLoad, type LoadedAnswer } from '../support/licence-load.ts';
import { startRoles, type RunningRoles } from '../support/running-roles.ts';

const HEAL_WITHIN_MS = 15_000;
const ADAPTERS = ALL_DEPARTMENTS.map(({ code }) => code);

/** Every role in a process of its own. */
let hub: RunningRoles;
/** A licence with a permit of the registry; the demo licence has one of each other department. */
let registered: string;

beforeAll(async () => {
  hub = await startRoles();
  const { data } = await hub.ask<{ licenses: { edges: { node: { number: string } }[] } }>(
    '{ licenses(filter: { department: registry, status: VALID }, first: 1) { edges { node { number } } } }',
  );
  registered = String(data?.licenses.edges[0]?.node.number);
}, 90_000);
afterAll(() => hub?.stop());

describe('a call that is not the hub’s own gets 401 and learns nothing', () => {
  const SERVICE = JSON.stringify({ query: '{ _service { sdl } }', variables: {} });
  const ENTITIES = JSON.stringify({
    query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on FoodPermit { scope } } }',
    variables: { r: [{ __typename: 'FoodPermit', id: '1', number: 'JY1' }] },
  });
  const officer: Caller = { role: 'officer', id: 'x', region: '410200', department: 'food' };
  const keys = () => readCallKeys(readFileSync(join(hub.dataFolder, 'internal-keys'), 'utf8').trim());
  const paths = ['issuance', 'issuance/internal', ...ADAPTERS, 'food/contract'];

  function urlOf(path: string): URL {
    const [role = '', rest] = path.split('/');
    return new URL(`${hub.addressOf(role)}${rest ? `/${rest}` : ''}`);
  }
  function signed(path: string, body: string, caller = officer): Record<string, string> {
    return signedHeaders(keys(), { method: 'POST', path: `/${path}`, body, caller });
  }
  async function post(path: string, body: string, headers: Record<string, string> = {}) {
    const response = await fetch(urlOf(path), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, body: await response.text() };
  }
  const REFUSED = { status: 401, body: '{"error":"unsigned"}' };

  test('B02: _service and _entities of every service, unsigned; a path that there is not answers alike', async () => {
    for (const path of [...paths, 'police', '']) {
      const url = path === 'police' || path === '' ? new URL(`/${path}`, urlOf('food')) : urlOf(path);
      for (const body of [SERVICE, ENTITIES, '', '{']) {
        const response = await fetch(url, { method: 'POST', body });
        expect([path, response.status, await response.text()]).toEqual([path, REFUSED.status, REFUSED.body]);
      }
    }
    for (const path of paths) {
      // GET /health is every process's own sign of life, that adapter's among them.
      if (path !== 'health') expect([path, (await fetch(urlOf(path))).status]).toEqual([path, 401]);
      expect([path, (await post(path, SERVICE, signed(path, SERVICE))).status]).toEqual([path, 200]);
    }
  });

  test('B03: signed by another key, repeated, too old, for another path or method, with another body', async () => {
    const path = 'food';
    const headers = signed(path, ENTITIES);
    expect(await post(path, ENTITIES.replace('JY1', 'JY2'), headers)).toEqual(REFUSED);
    expect(await post('health', ENTITIES, headers)).toEqual(REFUSED);
    expect(await post('food/contract', ENTITIES, headers)).toEqual(REFUSED);
    // None of this has used it up; it is good for once.
    expect((await post(path, ENTITIES, headers)).status).toBe(200);
    expect(await post(path, ENTITIES, headers)).toEqual(REFUSED);

    const stranger = readCallKeys(`${keys().current.id}:${randomBytes(32).toString('base64url')}`);
    const call = { method: 'POST', path: '/food', body: ENTITIES, caller: officer };
    expect(await post(path, ENTITIES, signedHeaders(stranger, call))).toEqual(REFUSED);
    expect(await post(path, ENTITIES, signedHeaders(keys(), { ...call, method: 'PUT' }))).toEqual(REFUSED);
    for (const shift of [-301_000, 301_000]) {
      expect(await post(path, ENTITIES, shifted(headers, shift))).toEqual(REFUSED);
    }
    for (const name of Object.values(CALL_HEADERS)) {
      const { [name]: _, ...without } = signed(path, ENTITIES);
      expect([name, await post(path, ENTITIES, without)]).toEqual([name, REFUSED]);
    }
  });

  /** Signed anew, by hand, for another time: the signature is right, and the call is not. */
  function shifted(headers: Record<string, string>, ms: number): Record<string, string> {
    const time = String(Date.now() + ms);
    const nonce = randomBytes(12).toString('base64url');
    const digest = createHash('sha256').update(ENTITIES).digest('base64url');
    const { id, secret } = keys().current;
    const caller = String(headers[CALL_HEADERS.caller]);
    const lines = ['POST', '/food', digest, time, nonce, id, caller].join('\n');
    const signature = createHmac('sha256', secret).update(lines).digest('base64url');
    return {
      ...headers,
      [CALL_HEADERS.time]: time,
      [CALL_HEADERS.nonce]: nonce,
      [CALL_HEADERS.signature]: signature,
    };
  }

  test('signed by hand for this very moment it is taken: what is refused above is refused for its time', async () => {
    expect((await post('food', ENTITIES, shifted(signed('food', ENTITIES), 0))).status).toBe(200);
  });

  test('B04: another caller than the signed one; and to the gateway such a header says nothing', async () => {
    const headers = signed('food', ENTITIES, { ...officer, department: 'health' });
    const forged = Buffer.from(JSON.stringify(officer)).toString('base64url');
    expect(await post('food', ENTITIES, { ...headers, [CALL_HEADERS.caller]: forged })).toEqual(REFUSED);

    const service = Buffer.from(JSON.stringify({ role: 'service', id: 'x' })).toString('base64url');
    const { status } = await hub.ask(
      '{ licenses(first: 1) { totalCount } }',
      {},
      {
        token: null,
        headers: { [CALL_HEADERS.caller]: service, 'x-user': 'x', 'x-scopes': 'permit:food:detail' },
      },
    );
    expect(status).toBe(401);
  });

  test('a caller of another department is shown no details, though the call is signed: the adapter checks again', async () => {
    const number = (await askLicence(hub)).permit('food').number;
    const body = JSON.stringify({
      query: `query ($r: [_Any!]!) { _entities(representations: $r) {
        ... on FoodPermit { status scope holderName freshness { state } } } }`,
      variables: { r: [{ __typename: 'FoodPermit', id: '1', number, lastKnown: null }] },
    });
    const shownTo = async (department: string) => {
      const answer = await post('food', body, signed('food', body, { ...officer, department }));
      return (JSON.parse(answer.body) as { data: { _entities: object[] } }).data._entities[0];
    };
    const open = { status: 'VALID', freshness: { state: 'LIVE' } };
    expect(await shownTo('food')).toEqual({
      ...open,
      scope: expect.any(Array),
      holderName: expect.any(String),
    });
    expect(await shownTo('health')).toEqual({ ...open, scope: null, holderName: null });
    // Nor are the parts beside the graph for anybody but the hub.
    const internal = JSON.stringify({ query: '{ ready }' });
    const answer = await post('issuance/internal', internal, signed('issuance/internal', internal));
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test('a body that is too large, or never ends, keeps nobody', async () => {
    const large = JSON.stringify({ query: 'x'.repeat(5_000_000) });
    // A sender that has not done sending may find the connection closed before it hears why.
    const outcome = (headers?: Record<string, string>) =>
      post('food', large, headers).then(
        ({ status }) => status,
        () => 'cut off',
      );
    expect([401, 'cut off']).toContain(await outcome());
    expect([413, 'cut off']).toContain(await outcome(signed('food', large)));
    // One byte and then silence, by fifty: the hub's own calls go on beside them.
    const slow = Array.from({ length: 50 }, () => {
      const call = request(urlOf('food'), {
        method: 'POST',
        headers: { ...signed('food', large), 'content-length': 1_000_000 },
      });
      call.on('error', () => undefined);
      call.write('{');
      return call;
    });
    expect(statesOf(await askLicence(hub))).toMatchObject({ food: 'LIVE' });
    for (const call of slow) call.destroy();
  });
});

describe('killed under load, a role costs only its own part, and heals when it is back:', () => {
  let load: LicenceLoad;
  beforeAll(async () => {
    await untilLive(hub);
    load = startLicenceLoad(hub, [hub.demoLicense, registered]);
  }, 30_000);
  afterAll(() => load?.stop());

  /** Kills a role, waits until enough was asked without it, and starts it again. @returns what was answered meanwhile */
  async function without(role: string, questions = 24): Promise<LoadedAnswer[]> {
    const killedAt = performance.now();
    await hub.kill(role);
    const answers = await eventually(() => {
      const heard = load.since(killedAt);
      if (heard.length < questions) throw new Error(`${heard.length} answers without ${role}`);
      return heard;
    }, 20_000);
    await hub.restart(role);
    return answers;
  }
  const states = ({ answer }: LoadedAnswer) =>
    Object.fromEntries(
      (answer?.data?.compositeLicense?.subPermits ?? []).map(({ department, freshness }) => [
        department.code,
        [freshness.state, freshness.reason],
      ]),
    );
  const healed = () =>
    eventually(async () => {
      for (const number of [hub.demoLicense, registered]) {
        const { licence } = await askLicence(hub, number);
        for (const { freshness } of licence.subPermits) {
          if (freshness.reason !== 'THROTTLED') expect(freshness).toMatchObject({ state: 'LIVE' });
        }
      }
    }, HEAL_WITHIN_MS);

  test.each(ADAPTERS)(
    'the adapter of %s',
    async (code) => {
      const answers = await without(code);
      let lost = 0;
      for (const heard of answers) {
        // Nobody is turned away, those in the middle of it least of all.
        expect({ status: heard.answer?.status, errors: heard.answer?.errors }).toEqual({ status: 200 });
        expect(heard.ms).toBeLessThan(1_500);
        for (const [department, [state, reason]] of Object.entries(states(heard))) {
          if (department !== code) expect([state, reason]).not.toContain('ADAPTER_DOWN');
          else if (reason === 'ADAPTER_DOWN') lost += 1;
        }
      }
      expect(lost).toBeGreaterThan(0);
      await healed();
    },
    60_000,
  );

  test('issuance: 503 with Retry-After and nothing else, and the gateway says that it is not ready', async () => {
    const ready = eventually(async () => expect((await fetch(`${hub.gateway}/ready`)).status).toBe(503));
    const answers = await without('issuance');
    await ready;
    for (const { answer } of answers) {
      if (answer?.status === 200) continue;
      expect(answer?.status).toBe(503);
      expect(answer?.headers.get('retry-after')).toBe('1');
      expect(answer?.errors?.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE']);
    }
    expect(answers.some(({ answer }) => answer?.status === 503)).toBe(true);
    await healed();
    expect((await fetch(`${hub.gateway}/ready`)).status).toBe(200);
  }, 60_000);

  test('the worker: no answer is any different', async () => {
    for (const { answer } of await without('worker')) {
      expect({ status: answer?.status, errors: answer?.errors }).toEqual({ status: 200 });
      expect(JSON.stringify(answer?.data)).not.toContain('ADAPTER_DOWN');
    }
    await healed();
  }, 60_000);

  test('the gateway: its own callers, and nothing that lasts', async () => {
    const answers = await without('gateway');
    expect(answers.some(({ answer }) => answer === undefined)).toBe(true);
    await healed();
  }, 60_000);
});
