import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NotInVocabulary, type DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import type { DepartmentClient, ReadAnswer } from '../../../adapters/sdk/contract.ts';
import { createHttpClient, type HttpClient } from '../../../adapters/sdk/wire/http-client.ts';
import { writeRelayQuery } from '../../../adapters/tobacco/relay-query.ts';
import { createNonce, createRelaySignature } from '../../../adapters/tobacco/signature.ts';
import { PERMIT_STATUSES } from '../../../subgraphs/domain/permit-status.ts';
import { generateSm2KeyPair } from '../../../subgraphs/domain/sm2.ts';
import { call } from '../../support/call-context.ts';
import { faultOf } from '../../support/fault-of.ts';
import { openTwinHouse, type TwinHouse } from '../../../adapters/sandbox/core/twin-house.ts';
import { testSkewedClock } from '../../support/skewed-clock-tests.ts';
import { connectTo, runRelay, worldPermit } from './running-relay.ts';
import { relayMessage } from './scripted-relay.ts';

const NUMBER = '410204200001';
const SHOP = '150302100001';
const WORLD = [
  worldPermit(),
  worldPermit({
    number: SHOP,
    uscc: '92150302MA0PT2X897',
    holderName: '老街坊',
    validTo: null,
    scope: ['卷烟零售'],
  }),
  worldPermit({ department: 'food', number: 'JY26402210000457' }),
];

let house: TwinHouse;
let system: DepartmentSystem;
let client: DepartmentClient;

const kinds = (answers: readonly ReadAnswer[]) => answers.map(({ kind }) => kind);

async function recordOf(number: string) {
  const [answer] = await client.read([number], call());
  if (answer?.kind !== 'FOUND') throw new Error(`not found: ${JSON.stringify(answer)}`);
  return answer.record;
}

beforeAll(async () => {
  house = await openTwinHouse('tobacco');
  system = await runRelay(house, WORLD);
  client = house.keep(connectTo(system));
});
afterAll(() => house?.close());

describe('read', () => {
  test('a certificate comes over the wire as it was written, in canonical words', async () => {
    expect(await client.read([NUMBER], call())).toEqual([
      {
        kind: 'FOUND',
        number: NUMBER,
        record: {
          status: 'VALID',
          validFrom: '2025-01-01',
          validTo: '2029-12-31',
          scope: ['卷烟零售', '雪茄烟零售'],
          holderName: '开封市鼓楼区㐂𠮷娱乐有限公司',
          holderUscc: '91410204MA9K4C2D5G',
          address: '河南省开封市鼓楼区寺后街1号',
          issuedBy: null,
          remarks: [],
          holderNature: 'ENTERPRISE',
        },
      },
    ]);
  });

  test('existing, absent and foreign numbers in one call; each is told apart', async () => {
    system.resetStats();
    const answers = await client.read([NUMBER, '410204299999', SHOP, '440304100001', 'NO-SUCH'], call());
    expect(kinds(answers)).toEqual(['FOUND', 'ABSENT', 'FOUND', 'BAD', 'ABSENT']);
    expect(system.stats).toEqual({ requests: 1, keys: 5, other: 0 });
  });

  test('a full batch is one wire call', async () => {
    system.resetStats();
    const numbers = Array.from({ length: 20 }, (_, at) => `4102042${String(at + 1).padStart(5, '0')}`);
    expect(await client.read(numbers, call())).toHaveLength(20);
    expect(system.stats).toEqual({ requests: 1, keys: 20, other: 0 });
  });

  test('a whole sweep over the awkward rows gives a record for every one, and no person’s name', async () => {
    const numbers = await system.store.sampleNumbers(1_000);
    const answers: ReadAnswer[] = [];
    for (let from = 0; from < numbers.length; from += 20) {
      answers.push(...(await client.read(numbers.slice(from, from + 20), call())));
    }
    expect(new Set(kinds(answers))).toEqual(new Set(['FOUND']));
    const text = JSON.stringify(answers);
    expect(text).not.toMatch(/王建明|赵小兰|𠮷田|11010519491231002X|13800005678/);
    expect(text).toContain('㐂𠮷䶮烟酒店');
    expect(text).toContain('亅倈億剕厊烟酒店');
    const seen = new Set(answers.map((answer) => answer.kind === 'FOUND' && answer.record.status));
    expect([...PERMIT_STATUSES].filter((status) => !seen.has(status))).toEqual([]);
  });

  test('of the two rows of a renewed certificate the newer one speaks', async () => {
    const numbers = await system.store.sampleNumbers(1_000);
    const twice = numbers.find((number, at) => numbers.indexOf(number) !== at)!;
    const record = await recordOf(twice);
    expect(record).toMatchObject({ status: 'VALID', validTo: '2029-03-10' });
    expect(record.remarks.map(({ code }) => code)).toEqual(['DUPLICATE_ROWS']);
  });
});

test('holders have their certificates and no others; the sweep is not counted as a read', async () => {
  system.resetStats();
  const held = await client.findByHolder(['91410204MA9K4C2D5G', '91150302MA0NQ7K30J'], call());
  expect(held.map(({ uscc, number }) => [uscc, number])).toEqual([['91410204MA9K4C2D5G', NUMBER]]);
  expect(system.stats).toEqual({ requests: 0, keys: 0, other: 1 });
});

describe('patch', () => {
  test.each(PERMIT_STATUSES)('status %s goes through the bureau’s words and comes back', async (status) => {
    expect(await system.store.patch(SHOP, { status })).toBe(true);
    expect((await recordOf(SHOP)).status).toBe(status);
  });

  test('canonical fields come back as they were set', async () => {
    await system.store.patch(SHOP, {
      validFrom: '2026-02-03',
      validTo: '2031-02-02',
      scope: ['卷烟、雪茄烟零售'],
      holderName: '𠮷 <烟&酒>',
      address: null,
    });
    expect(await recordOf(SHOP)).toMatchObject({
      validFrom: '2026-02-03',
      validTo: '2031-02-02',
      scope: ['卷烟、雪茄烟零售'],
      holderName: '𠮷 <烟&酒>',
      address: null,
    });
    await system.store.patch(SHOP, { validTo: null });
    expect((await recordOf(SHOP)).validTo).toBeNull();
  });

  test('raw words may be nonsense: a pipe, a line break, an ID number, an impossible day', async () => {
    await system.store.patch(SHOP, {
      raw: { qymc: '甲|乙', tyshxydm: '11010519491231002X', yxqz: 20250230, zt: 'A1' },
    });
    expect(await recordOf(SHOP)).toMatchObject({
      status: 'UNKNOWN',
      holderName: null,
      holderUscc: '1101051949****002X',
      validTo: null,
    });
    await system.store.patch(SHOP, { raw: { qymc: '甲\r\nR|1|410204200001|', tyshxydm: null, zt: '00' } });
    expect((await recordOf(SHOP)).status).toBe('VALID');
  });

  test('what is no column or no text is refused and changes nothing; an unknown number is told', async () => {
    const before = await recordOf(NUMBER);
    await expect(system.store.patch(NUMBER, { raw: { xkzh: '1' } })).rejects.toThrow(NotInVocabulary);
    await expect(system.store.patch(NUMBER, { raw: { zt: '01', xz: {} } })).rejects.toThrow(NotInVocabulary);
    await expect(system.store.patch(NUMBER, { holderName: 'a\u0000b' })).rejects.toThrow(NotInVocabulary);
    expect(await recordOf(NUMBER)).toEqual(before);
    expect(await system.store.patch('410204299999', { status: 'VALID' })).toBe(false);
  });
});

test('a second start finds the patched data, the same keys, and no second load of the world', async () => {
  await system.store.patch(NUMBER, { address: '搬到寺后街2号' });
  const count = (await system.store.sampleNumbers(1_000)).length;
  const again = await runRelay(house, WORLD);
  const other = house.keep(connectTo(again));
  expect(again.connection.TOBACCO_PUBLIC_KEY).toBe(system.connection.TOBACCO_PUBLIC_KEY);
  expect(await other.read([NUMBER], call())).toMatchObject([{ record: { address: '搬到寺后街2号' } }]);
  expect(await again.store.sampleNumbers(1_000)).toHaveLength(count);
});

describe('who asks', () => {
  test('another key is refused by code 2: REJECTED', async () => {
    const stranger = house.keep(connectTo(system, { TOBACCO_PRIVATE_KEY: generateSm2KeyPair().privateKey }));
    const fault = await faultOf(stranger.read([NUMBER], call()));
    expect(fault.reason).toBe('REJECTED');
  });

  describe('by its own signature', () => {
    let http: HttpClient;
    beforeAll(() => {
      http = house.keep(createHttpClient({ origin: system.address, connections: 1 }));
    });

    const ask = async (query: Buffer, headers = sign(query)) => {
      const answer = await http.post('/relay/query', { headers, body: query, ...call() });
      const text = new TextDecoder('gb18030').decode(answer.body);
      return answer.status === 200 ? text.split('\r\n').slice(1, -2) : [`HTTP ${answer.status}`];
    };
    const sign = (query: Buffer) =>
      createRelaySignature({
        privateKey: system.connection.TOBACCO_PRIVATE_KEY!,
        bureauPublicKey: system.connection.TOBACCO_PUBLIC_KEY!,
      }).headers(query, Date.now(), createNonce());
    const queryFor = (...numbers: string[]) =>
      writeRelayQuery(
        numbers.map((number) => ({ number })),
        new Date(),
      );

    test('a query sent twice is refused the second time', async () => {
      const query = queryFor(NUMBER);
      const headers = sign(query);
      expect(await ask(query, headers)).toEqual([`R|0|${NUMBER}|`, expect.stringContaining(NUMBER)]);
      expect(await ask(query, headers)).toEqual(['R|2||']);
    });

    test('a query with a changed body or header is refused', async () => {
      const query = queryFor(NUMBER);
      const headers = sign(query);
      expect(await ask(queryFor(SHOP), headers)).toEqual(['R|2||']);
      for (const name of ['x-key-id', 'x-timestamp', 'x-nonce', 'x-signature']) {
        const value = headers[name]!;
        const changed = `${value.startsWith('1') ? '2' : '1'}${value.slice(1)}`;
        expect(await ask(query, { ...headers, [name]: changed })).toEqual(['R|2||']);
      }
      expect(await ask(query, headers)).toEqual([`R|0|${NUMBER}|`, expect.anything()]);
    });

    test('a patch moves the update date of the row to today', async () => {
      const old = '150302190001';
      expect((await ask(queryFor(old)))[1]).toMatch(/\|20240311$/);
      await system.store.patch(old, { address: '乌海市海勃湾区新华东街14号' });
      expect((await ask(queryFor(old)))[1]).toMatch(/新华东街14号.*\|20\d{6}$/);
      expect((await ask(queryFor(old)))[1]).not.toMatch(/\|20240311$/);
    });

    test('more than twenty lines, or what is no query, is refused by HTTP', async () => {
      const numbers = Array.from({ length: 21 }, (_, at) => `4102042${String(at).padStart(5, '0')}`);
      expect(await ask(queryFor(...numbers))).toEqual(['HTTP 413']);
      expect(await ask(queryFor(NUMBER).subarray(0, -1))).toEqual(['HTTP 400']);
      expect(await ask(Buffer.from('Q|1|\r\n'))).toEqual(['HTTP 400']);
    });

    test('a number is only given out with its own holder where one is named', async () => {
      const message = (uscc: string) => relayMessage([`Q|${NUMBER}|${uscc}`], 'QUERY');
      expect(await ask(message('91410204MA9K4C2D5G'))).toEqual([
        `R|0|${NUMBER}|91410204MA9K4C2D5G`,
        expect.stringContaining(NUMBER),
      ]);
      expect(await ask(message('92150302MA0PT2X897'))).toEqual([`R|1|${NUMBER}|92150302MA0PT2X897`]);
    });
  });

  testSkewedClock({
    start: (options) => runRelay(house, WORLD, options),
    client: (skewed) => house.keep(connectTo(skewed)),
    number: NUMBER,
  });
});
