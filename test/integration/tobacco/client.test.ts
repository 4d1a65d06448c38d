import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { createRelayClient } from '../../../adapters/tobacco/relay-client.ts';
import { createSm2Verifier, createSm2Signer } from '../../../subgraphs/domain/sm2.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { call } from '../../support/call-context.ts';
import { faultOf } from '../../support/fault-of.ts';
import {
  relayMessage,
  startScriptedRelay,
  type ScriptedAnswer,
  type ScriptedRelay,
} from './scripted-relay.ts';

const NUMBER = '150302100123';
const ROW = `${NUMBER}|92150302MA0PT2X897|老街坊|王建明|新华东街12号|1|卷烟|20230710|20280709|00|20261118`;
const FOUND = relayMessage([`R|0|${NUMBER}|`, ROW]);
const MINUTE_MS = 60_000;

let relay: ScriptedRelay;
let client: DepartmentClient;
/** Closed however the tests end. */
const opened: { close(): Promise<void> }[] = [];

function connect(options: { regions?: string[] } = {}): DepartmentClient {
  const made = createRelayClient({
    origin: relay.origin,
    privateKey: relay.hubPrivateKey,
    bureauPublicKey: relay.bureauPublicKey,
    log: createLogger('test', 'silent'),
    ...options,
  });
  opened.push(made);
  return made;
}

beforeAll(async () => {
  relay = await startScriptedRelay();
  client = connect();
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await relay.close();
});

test('a query is signed over key, time, nonce and every byte of the body', async () => {
  relay.answerWith(({ nonce }) => relay.seal(FOUND, nonce));
  await client.read([NUMBER], call());
  const { headers, body } = relay.received.at(-1)!;
  const preamble = `REQUEST\n${headers['x-key-id']}\n${headers['x-timestamp']}\n${headers['x-nonce']}\n`;
  const verifier = createSm2Verifier(createSm2Signer(relay.hubPrivateKey).publicKey);
  const signed = Buffer.concat([Buffer.from(preamble), body]);
  expect(verifier.verify(signed, String(headers['x-signature']))).toBe(true);
  expect(headers['x-key-id']).toMatch(/^[0-9a-f]{16}$/);
});

test('every query has a nonce of its own', async () => {
  relay.answerWith(({ nonce }) => relay.seal(FOUND, nonce));
  await client.read([NUMBER], call());
  await client.read([NUMBER], call());
  const [last, before] = relay.received.slice(-2).map(({ headers }) => headers['x-nonce']);
  expect(last).not.toBe(before);
});

describe('an answer is not believed before its signature holds', () => {
  let earlier: ScriptedAnswer;

  beforeAll(async () => {
    relay.answerWith(({ nonce }) => (earlier = relay.seal(FOUND, nonce)));
    await client.read([NUMBER], call());
  });

  test.each<[string, (nonce: string) => ScriptedAnswer]>([
    ['not signed', () => ({ body: FOUND })],
    ['an HTML page in 200', () => ({ headers: { 'content-type': 'text/html' }, body: '<html>登录</html>' })],
    ['an earlier answer, whole, played again', () => earlier],
    [
      'an earlier answer under the new nonce',
      (nonce) => ({ ...earlier, headers: { ...earlier.headers, 'x-nonce': nonce } }),
    ],
    [
      'a changed status',
      (nonce) => ({
        ...relay.seal(FOUND, nonce),
        body: Buffer.from(FOUND.toString('latin1').replace('|00|', '|03|'), 'latin1'),
      }),
    ],
    ['cut short', (nonce) => ({ ...relay.seal(FOUND, nonce), body: FOUND.subarray(0, 80) })],
    [
      'a changed timestamp',
      (nonce) => {
        const sealed = relay.seal(FOUND, nonce);
        return {
          ...sealed,
          headers: { ...sealed.headers, 'x-timestamp': String(Date.now() + 10 * MINUTE_MS) },
        };
      },
    ],
    ['signed, but not a message of the relay', (nonce) => relay.seal(Buffer.from('<html></html>'), nonce)],
  ])('%s is BAD_DATA', async (_, script) => {
    relay.answerWith(({ nonce }) => script(nonce));
    expect((await faultOf(client.read([NUMBER], call()))).reason).toBe('BAD_DATA');
  });

  test('signed by another key is BAD_DATA, and says which variable to look at', async () => {
    const other = await startScriptedRelay();
    opened.push(other);
    relay.answerWith(({ nonce }) => other.seal(FOUND, nonce));
    const fault = await faultOf(client.read([NUMBER], call()));
    expect(fault.reason).toBe('BAD_DATA');
    expect(fault.message).toContain('TOBACCO_PUBLIC_KEY');
  });
});

describe('what stands before the relay', () => {
  test.each([
    [429, 'THROTTLED', { 'retry-after': '2' }, 2_000],
    [429, 'THROTTLED', {}, 200],
    [429, 'THROTTLED', { 'retry-after': '999999' }, 60_000],
    [502, 'UNREACHABLE', {}, undefined],
    [503, 'UNREACHABLE', { 'retry-after': '1' }, 1_000],
    [504, 'UNREACHABLE', {}, undefined],
    [302, 'BAD_DATA', { location: 'http://127.0.0.1:5432/' }, undefined],
    [401, 'REJECTED', {}, undefined],
    [404, 'REJECTED', {}, undefined],
    [500, 'REJECTED', {}, undefined],
  ] as const)('HTTP %i is %s', async (status, reason, headers, retryAfterMs) => {
    const before = relay.received.length;
    relay.answerWith(() => ({ status, headers, body: '王建明 11010519491231002X' }));
    const fault = await faultOf(client.read([NUMBER], call()));
    expect(fault).toMatchObject({ reason, retryAfterMs });
    expect(fault.message).not.toMatch(/王建明|1949/);
    expect(relay.received).toHaveLength(before + 1);
  });

  test('an answer beyond 2 MB is BAD_DATA', async () => {
    relay.answerWith(() => ({ body: Buffer.alloc(3 * 1024 * 1024, 0x41) }));
    expect((await faultOf(client.read([NUMBER], call()))).reason).toBe('BAD_DATA');
  });
});

describe('the relay’s own refusals', () => {
  test.each([
    ['code 2 for the whole', ['R|2||'], 'REJECTED'],
    ['code 2 beside one number', [`R|2|${NUMBER}|`], 'REJECTED'],
    ['code 3 for the whole', ['R|3||'], 'REJECTED'],
    ['code 9 for the whole', ['R|9||'], 'THROTTLED'],
    ['code 9 beside every number', [`R|9|${NUMBER}|`], 'THROTTLED'],
    ['an unknown code for the whole', ['R|5||'], 'BAD_DATA'],
  ])('%s', async (_, lines, reason) => {
    relay.answerWith(({ nonce }) => relay.seal(relayMessage(lines), nonce));
    expect((await faultOf(client.read([NUMBER], call()))).reason).toBe(reason);
  });

  test('a relay whose clock jumps at every call is asked twice, not for ever', async () => {
    const own = connect();
    const before = relay.received.length;
    relay.answerWith(({ nonce }) => {
      const jump = (relay.received.length - before) * 10 * MINUTE_MS;
      return relay.seal(relayMessage(['R|2||']), nonce, Date.now() + jump);
    });
    expect((await faultOf(own.read([NUMBER], call()))).reason).toBe('REJECTED');
    expect(relay.received).toHaveLength(before + 2);
  });

  test('an unsigned Date header moves no clock', async () => {
    const own = connect();
    const before = relay.received.length;
    relay.answerWith(({ nonce }) => {
      const sealed = relay.seal(relayMessage(['R|2||']), nonce);
      return {
        ...sealed,
        headers: { ...sealed.headers, date: new Date(Date.now() + 10 * MINUTE_MS).toUTCString() },
      };
    });
    expect((await faultOf(own.read([NUMBER], call()))).reason).toBe('REJECTED');
    expect(relay.received).toHaveLength(before + 1);
  });

  test('maintenance says until when, as far as the bureau does', async () => {
    relay.answerWith(({ nonce }) => relay.seal(relayMessage(['M|'], 'MAINT'), nonce));
    expect(await faultOf(client.read([NUMBER], call()))).toMatchObject({
      reason: 'MAINTENANCE',
      retryAfterMs: undefined,
    });
    const at = Date.parse('2026-11-19T02:29:50+08:00');
    relay.answerWith(({ nonce }) => relay.seal(relayMessage(['M|20261119023000'], 'MAINT'), nonce, at));
    expect(await faultOf(client.read([NUMBER], call()))).toMatchObject({
      reason: 'MAINTENANCE',
      retryAfterMs: 10_000,
      message: expect.stringContaining('2026-11-18T18:30:00'),
    });
  });

  test('code 9 for one of two numbers spoils that one only', async () => {
    relay.answerWith(({ nonce }) =>
      relay.seal(relayMessage([`R|0|${NUMBER}|`, ROW, 'R|9|150302200045|']), nonce),
    );
    const answers = await client.read([NUMBER, '150302200045'], call());
    expect(answers.map(({ kind }) => kind)).toEqual(['FOUND', 'BAD']);
  });
});

test('numbers that cannot be asked for still reach the relay as a probe, so that a dead one is seen', async () => {
  relay.answerWith(({ nonce }) => relay.seal(relayMessage([]), nonce));
  expect(await client.read(['a|b', ''], call())).toEqual([
    { kind: 'ABSENT', number: 'a|b' },
    { kind: 'ABSENT', number: '' },
  ]);
  expect(relay.received.at(-1)!.body.toString('latin1')).not.toContain('Q|');
  relay.answerWith(() => ({ status: 503, body: '' }));
  expect((await faultOf(client.read(['a|b'], call()))).reason).toBe('UNREACHABLE');
});

test('only numbers of the configured regions are asked for', async () => {
  const local = connect({ regions: ['410200'] });
  relay.answerWith(({ nonce }) => relay.seal(relayMessage(['R|1|410204200001|']), nonce));
  const answers = await local.read([NUMBER, '410204200001'], call());
  expect(answers.map(({ kind }) => kind)).toEqual(['BAD', 'ABSENT']);
  expect(relay.received.at(-1)!.body.toString('latin1')).not.toContain(NUMBER);
});

test('more numbers than the relay takes are a mistake of the caller, told before anything is sent', async () => {
  const before = relay.received.length;
  const numbers = Array.from({ length: 21 }, (_, at) => `1503021${String(at).padStart(5, '0')}`);
  await expect(client.read(numbers, call())).rejects.toThrow(RangeError);
  expect(relay.received).toHaveLength(before);
});

test('nothing asked is answered without a call', async () => {
  const before = relay.received.length;
  expect(await client.read([], call())).toEqual([]);
  expect(relay.received).toHaveLength(before);
});

describe('holders', () => {
  test('are asked for in batches; rows of another holder and repeated rows are left out', async () => {
    relay.answerWith(({ nonce, body }) => {
      const lines = body
        .toString('latin1')
        .split('\r\n')
        .filter((line) => line.startsWith('Q||'))
        .flatMap((line) => {
          const uscc = line.slice(3);
          if (uscc !== '92150302MA0PT2X897') return [`R|1||${uscc}`];
          return [
            `R|0||${uscc}`,
            ROW,
            ROW,
            ROW.replace(NUMBER, '150302100124').replace(uscc, '91150302MA0NQ7K30J'),
          ];
        });
      return relay.seal(relayMessage(lines), nonce);
    });
    const before = relay.received.length;
    const others = Array.from({ length: 24 }, (_, at) => `91150302MA0NQ7K3${String(at).padStart(2, '0')}`);
    const held = await client.findByHolder([...others, '92150302ma0pt2x897'], call());
    expect(held.map(({ uscc, number }) => [uscc, number])).toEqual([['92150302ma0pt2x897', NUMBER]]);
    expect(relay.received).toHaveLength(before + 2);
  });

  test.each([
    ['left unanswered', [], 'BAD_DATA'],
    ['busy', ['R|9||92150302MA0PT2X897'], 'THROTTLED'],
    ['with a row that cannot be read', ['R|0||92150302MA0PT2X897', `${NUMBER}|x`], 'BAD_DATA'],
  ])('%s: the whole list is refused, not shortened', async (_, lines, reason) => {
    relay.answerWith(({ nonce }) => relay.seal(relayMessage(lines), nonce));
    expect((await faultOf(client.findByHolder(['92150302MA0PT2X897'], call()))).reason).toBe(reason);
  });
});
