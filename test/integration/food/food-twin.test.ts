import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import { NotInVocabulary } from '../../../adapters/sandbox/core/system.ts';
import { AWKWARD_HOLDER } from '../../../adapters/sandbox/systems/food/awkward-rows.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { call } from '../../support/call-context.ts';
import { testSkewedClock } from '../../support/skewed-clock-tests.ts';
import { endOf, testWireFaults } from '../../support/wire-fault-tests.ts';
import { openFoodHouse, USCC, WORLD, type FoodHouse } from './running-twin.ts';

const [FIRST, SUSPENDED, OPEN_ENDED] = WORLD.map((permit) => permit.number) as [string, string, string];
const NOBODYS = 'JY29999990000000';

let house: FoodHouse;
let system: DepartmentSystem;
let client: DepartmentClient;

beforeAll(async () => {
  house = await openFoodHouse();
  system = await house.start();
  client = house.client(system);
});
afterAll(() => house?.close());
beforeEach(async () => {
  await system.setFault({ mode: 'none' });
  await system.applySettings({ limits: false, maintenance: false });
  system.resetStats();
});

async function recordOf(number: string) {
  const [answer] = await client.read([number], call());
  if (answer?.kind !== 'FOUND') throw new Error(`${number} is ${answer?.kind}`);
  return answer;
}

describe('reading from the running food department', () => {
  test('existing and absent numbers are answered in one call, counted as one', async () => {
    const numbers = [FIRST, NOBODYS, SUSPENDED, OPEN_ENDED];
    const answers = await client.read(numbers, call());
    expect(answers).toMatchObject([
      { kind: 'FOUND', number: FIRST, version: 1, record: { status: 'VALID', validTo: '2029-03-17' } },
      { kind: 'ABSENT', number: NOBODYS },
      { kind: 'FOUND', record: { status: 'SUSPENDED', businessForm: 'CATERING', sourceVersion: 1 } },
      { kind: 'FOUND', record: { status: 'VALID', validTo: null, remarks: [] } },
    ]);
    expect(system.stats).toEqual({ requests: 1, keys: 4, other: 0 });
  });

  test('every whim of the envelope says the same: code as number, one row without a list, "" for nothing', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      expect((await client.read([FIRST], call()))[0]).toMatchObject({ kind: 'FOUND' });
      expect(await client.read([NOBODYS], call())).toEqual([{ kind: 'ABSENT', number: NOBODYS }]);
      expect((await client.read([FIRST, SUSPENDED], call())).map((answer) => answer.kind)).toEqual([
        'FOUND',
        'FOUND',
      ]);
    }
  });

  test('fifty numbers go in one call, more are refused before any call, none need none', async () => {
    const fifty = WORLD.slice(0, 50).map((permit) => permit.number);
    expect(await client.read(fifty, call())).toHaveLength(50);
    await expect(client.read([...fifty, NOBODYS], call())).rejects.toThrow(RangeError);
    expect(await client.read([], call())).toEqual([]);
    expect(system.stats).toEqual({ requests: 1, keys: 50, other: 0 });
  });

  test('no name of a person leaves the adapter', async () => {
    expect(JSON.stringify(await client.read([FIRST], call()))).not.toMatch(/王建明|王\*明|李敏/);
  });

  test('all permits of a business are found over several pages', async () => {
    const held = await client.findByHolder([USCC, '91150302MA0NQ7K30J'], call());
    const numbers = new Set(held.map((permit) => permit.number));
    expect([...numbers].sort()).toEqual(WORLD.map((permit) => permit.number).sort());
    expect(held).toHaveLength(WORLD.length);
    expect(system.stats.requests).toBe(0);
  });

  test('the awkward rows that every department has are met and told as they are', async () => {
    const held = await client.findByHolder([AWKWARD_HOLDER], call());
    const byName = new Map(held.map((permit) => [permit.record.holderName, permit.record]));
    const statuses = new Set(held.map((permit) => permit.record.status));
    expect([...statuses].sort()).toEqual(
      // prettier-ignore
      ['CANCELLED', 'EXPIRED', 'RENEWAL_PENDING', 'RESCINDED', 'REVOKED', 'SUSPENDED', 'UNKNOWN', 'VALID', 'WITHDRAWN'],
    );
    expect(byName.get('海勃湾区老街坊饭庄')).toMatchObject({ address: '新华东街12号' });
    expect(byName.get('㐂𠮷饭庄')).toBeDefined();
    expect(byName.get('王*明')).toBeDefined();
    expect(byName.get('测试不存在日期商行')).toMatchObject({
      validTo: null,
      remarks: [{ code: 'DATE_UNREADABLE' }],
    });
    expect(byName.get('测试全九日期商行')).toMatchObject({ validTo: null, remarks: [] });
    expect(byName.get('测试全角日期商行')).toMatchObject({ validTo: '2031-07-01' });
    expect(byName.get('测试小写代码商行')).toMatchObject({ holderUscc: AWKWARD_HOLDER });
    expect(byName.get('测试两个版本商行')).toMatchObject({ status: 'VALID', sourceVersion: 2 });
  });
});

describe('the control interface of the food department', () => {
  test('a change in canonical words is seen at the next read, with a higher version', async () => {
    const before = await recordOf(FIRST);
    const patch = {
      status: 'REVOKED',
      validTo: '2027-01-01',
      scope: ['自制饮品制售'],
      address: '新址1号',
    } as const;
    expect(await system.store.patch(FIRST, patch)).toBe(true);
    const after = await recordOf(FIRST);
    expect(after.record).toMatchObject(patch);
    expect(after.version).toBe((before.version ?? 0) + 1);
    await system.store.patch(FIRST, { status: 'VALID', validTo: null });
    expect(await recordOf(FIRST)).toMatchObject({ record: { status: 'VALID', validTo: null } });
  });

  test('a change in the department’s own words may be nonsense, and the version may go back', async () => {
    await system.store.patch(SUSPENDED, { raw: { zt: 'Q', yxqz: '20250230', bbh: 9 } });
    expect(await recordOf(SUSPENDED)).toMatchObject({
      version: 9,
      record: { status: 'UNKNOWN', validTo: null },
    });
    await system.store.patch(SUSPENDED, { raw: { zt: 7, bbh: 3 } });
    expect(await recordOf(SUSPENDED)).toMatchObject({ version: 3, record: { status: 'SUSPENDED' } });
  });

  test('an unknown status is a code that nobody listed', async () => {
    await system.store.patch(OPEN_ENDED, { status: 'UNKNOWN' });
    expect((await recordOf(OPEN_ENDED)).record).toMatchObject({
      status: 'UNKNOWN',
      remarks: [{ code: 'STATUS_UNKNOWN' }],
    });
  });

  test('what the vocabulary cannot say is refused and changes nothing', async () => {
    const before = await recordOf(FIRST);
    for (const patch of [
      { status: 'LAPSED' as const },
      { raw: { xkzbh: 'JY1' } },
      { raw: { nosuch: 1 } },
      { raw: { bbh: 'x' } },
    ]) {
      await expect(system.store.patch(FIRST, patch)).rejects.toBeInstanceOf(NotInVocabulary);
    }
    expect(await recordOf(FIRST)).toEqual(before);
    expect(await system.store.patch(NOBODYS, { status: 'VALID' })).toBe(false);
  });

  test('a second start finds the data as it was left', async () => {
    await system.store.patch(FIRST, { holderName: '改名饭庄' });
    const again = await house.start();
    const [answer] = await house.client(again).read([FIRST], call());
    expect(answer).toMatchObject({ record: { holderName: '改名饭庄' } });
    expect(await again.store.sampleNumbers(3)).toEqual([FIRST, SUSPENDED, OPEN_ENDED]);
  });
});

describe('a food department that fails', () => {
  testWireFaults({
    system: () => system,
    freshClient: () => house.client(system),
    numbers: [FIRST, NOBODYS],
  });

  /** A client of its own: no kept-alive socket that the fault itself cut. */
  function freshRead(milliseconds?: number) {
    return endOf(house.client(system).read([FIRST, NOBODYS], call(milliseconds)));
  }

  test('each of its own failures is REJECTED, never "no such permit"', async () => {
    await system.setFault({ mode: 'error' });
    for (let turn = 0; turn < 4; turn += 1) expect(await freshRead()).toBe('REJECTED');
  });

  test('its maintenance page is MAINTENANCE', async () => {
    await system.applySettings({ maintenance: true });
    expect(await freshRead()).toBe('MAINTENANCE');
  });

  test('too many calls are THROTTLED, by 429 and by its own code, with a time to wait', async () => {
    await system.applySettings({ limits: true });
    const one = house.client(system);
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => one.read([FIRST], call())));
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused.map((fault) => fault.reason))).toEqual(new Set(['THROTTLED']));
    expect(new Set(refused.map((fault) => fault.retryAfterMs))).toEqual(new Set([200, 1_000]));
    expect(system.stats).toEqual({ requests: 60, keys: 60, other: 0 });
  });
});

describe('the signature that the food department asks for', () => {
  test('under a wrong secret or key is REJECTED', async () => {
    for (const wrong of [{ appSecret: 'guessed' }, { appKey: 'someone-else' }]) {
      const reading = house.client(system, wrong).read([FIRST], call());
      await expect(reading).rejects.toMatchObject({
        reason: 'REJECTED',
        message: expect.stringContaining('E1003'),
      });
    }
  });

  testSkewedClock({
    start: (options) => house.start(options),
    client: (skewed) => house.client(skewed),
    number: FIRST,
  });

  test('is refused when replayed, altered, stale or absent', async () => {
    const path = '/openapi/v1/licence/batchQuery';
    const { FOOD_URL, FOOD_APP_KEY, FOOD_APP_SECRET } = system.connection as Record<string, string>;
    const nonce = randomUUID().slice(0, 8);
    const send = async (
      change: Record<string, string>,
      body = `{"xkzbhs":["${FIRST}"]}`,
      signedBody = body,
    ) => {
      const timestamp = change.timestamp ?? String(Date.now());
      const digest = createHash('sm3').update(signedBody).digest('hex');
      const sign = createHmac('sm3', FOOD_APP_SECRET!)
        .update(['POST', path, FOOD_APP_KEY, timestamp, change.nonce ?? nonce, digest].join('\n'))
        .digest('hex')
        .toUpperCase();
      const response = await fetch(`${FOOD_URL}${path}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json;charset=UTF-8',
          'x-appkey': FOOD_APP_KEY!,
          'x-timestamp': timestamp,
          'x-nonce': change.nonce ?? nonce,
          'x-sign': change.sign ?? sign,
        },
      });
      return String(((await response.json()) as { code: unknown }).code);
    };
    expect(await send({})).toBe('0');
    expect(await send({})).toBe('E1003');
    expect(await send({ nonce: 'altered001' }, `{"xkzbhs":["${NOBODYS}"]}`, '{}')).toBe('E1003');
    expect(await send({ nonce: 'stale0001', timestamp: String(Date.now() - 301_000) })).toBe('E1004');
    expect(await send({ nonce: 'absent001', sign: '' })).toBe('E1003');
    expect(await send({ nonce: 'short' })).toBe('E1003');
    expect(await send({ nonce: 'toomany001' }, JSON.stringify({ xkzbhs: Array(51).fill(FIRST) }))).toBe(
      'E1002',
    );
    expect(await send({ nonce: 'badbody001' }, '{"xkzbhs":"x"}')).toBe('E1001');
    expect(await send({ nonce: 'badbody002' }, '{')).toBe('E1001');
  });
});
