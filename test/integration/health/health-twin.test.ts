import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DepartmentSystem } from '../../../adapters/sandbox/core/system.ts';
import { NotInVocabulary } from '../../../adapters/sandbox/core/system.ts';
import { AWKWARD_HOLDER } from '../../../adapters/sandbox/systems/health/awkward-rows.ts';
import type { DepartmentClient } from '../../../adapters/sdk/contract.ts';
import { call } from '../../support/call-context.ts';
import { testSkewedClock } from '../../support/skewed-clock-tests.ts';
import { endOf, testWireFaults } from '../../support/wire-fault-tests.ts';
import { openHealthHouse, USCC, WORLD, type HealthHouse } from './running-twin.ts';

const [FIRST, SUSPENDED, OPEN_ENDED] = WORLD.map((permit) => permit.number) as [string, string, string];
const NOBODYS = '（蒙）卫公证字〔2025〕第150302-999999号';
const MARKUP_NUMBER = '（蒙）卫<公>&"证\'字]]>〔2019〕第900999号';

let house: HealthHouse;
let system: DepartmentSystem;
let client: DepartmentClient;

beforeAll(async () => {
  house = await openHealthHouse();
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
  return answer.record;
}

describe('reading from the running health department', () => {
  test('existing and absent numbers are answered in one call, counted as one', async () => {
    const answers = await client.read([FIRST, NOBODYS, SUSPENDED, OPEN_ENDED], call());
    expect(answers).toMatchObject([
      {
        kind: 'FOUND',
        number: FIRST,
        record: {
          status: 'VALID',
          validFrom: '2025-09-01',
          validTo: '2029-08-31',
          scope: ['歌舞厅'],
          holderUscc: USCC,
          hygieneCategory: '歌舞厅',
          remarks: [],
        },
      },
      { kind: 'ABSENT', number: NOBODYS },
      { kind: 'FOUND', number: SUSPENDED, record: { status: 'SUSPENDED' } },
      { kind: 'FOUND', number: OPEN_ENDED, record: { status: 'VALID', validTo: null, remarks: [] } },
    ]);
    expect(system.stats).toEqual({ requests: 1, keys: 4, other: 0 });
  });

  test('every whim of the vendor says the same: CDATA, BOM and NUL before the prolog, three ways of nothing', async () => {
    for (let turn = 0; turn < 13; turn += 1) {
      expect(await client.read([FIRST], call())).toMatchObject([{ kind: 'FOUND' }]);
    }
    for (let turn = 0; turn < 13; turn += 1) {
      expect(await client.read([NOBODYS], call())).toEqual([{ kind: 'ABSENT', number: NOBODYS }]);
    }
  });

  test('a number in other brackets, width and spacing is the same permit, given back as asked', async () => {
    const asked = '(蒙)卫公证字[2025]第 150302-000001 号';
    expect(await client.read([asked], call())).toMatchObject([
      { kind: 'FOUND', number: asked, record: { status: 'VALID' } },
    ]);
  });

  test('twenty numbers go in one call, more are refused before any call, none need none', async () => {
    const twenty = WORLD.slice(0, 20).map((permit) => permit.number);
    expect(await client.read(twenty, call())).toHaveLength(20);
    await expect(client.read([...twenty, NOBODYS], call())).rejects.toThrow(RangeError);
    expect(await client.read([], call())).toEqual([]);
    expect(system.stats).toEqual({ requests: 1, keys: 20, other: 0 });
  });

  test('no name of a person leaves the adapter', async () => {
    expect(JSON.stringify(await client.read([FIRST], call()))).not.toMatch(/王建明|王\*明/);
  });

  test('all permits of a business are found over several pages', async () => {
    const held = await client.findByHolder([USCC, '92150302MA0PT2X897'], call());
    expect(held.map((permit) => permit.number).sort()).toEqual(WORLD.map((permit) => permit.number).sort());
    expect(system.stats).toEqual({ requests: 0, keys: 0, other: 3 });
  });

  test('the awkward rows that every department has are met and told as they are', async () => {
    const held = await client.findByHolder([AWKWARD_HOLDER], call());
    const byName = new Map(held.map((permit) => [permit.record.holderName, permit.record]));
    const statuses = new Set(held.map((permit) => permit.record.status));
    expect([...statuses].sort()).toEqual(
      // prettier-ignore
      ['CANCELLED', 'EXPIRED', 'RENEWAL_PENDING', 'RESCINDED', 'REVOKED', 'SUSPENDED', 'UNKNOWN', 'VALID', 'WITHDRAWN'],
    );
    expect(byName.get('测试不存在日期歌厅')).toMatchObject({
      validTo: null,
      remarks: [{ code: 'DATE_UNREADABLE' }],
    });
    expect(byName.get('测试全九日期歌厅')).toMatchObject({ validTo: null, remarks: [] });
    expect(byName.get('测试全角日期歌厅')).toMatchObject({ validTo: '2031-07-01' });
    expect(byName.get('测试小写代码歌厅')).toMatchObject({ holderUscc: AWKWARD_HOLDER });
    expect(byName.get('测试全角代码歌厅')).toMatchObject({ holderUscc: AWKWARD_HOLDER });
    expect(byName.get('测试复核逾期歌厅')).toMatchObject({
      recheckDue: '2021-09-01',
      remarks: [{ code: 'RECHECK_OVERDUE' }],
    });
    expect(byName.get('测试未复核歌厅')).toMatchObject({ recheckDue: null, remarks: [] });
    expect(byName.get('测试多项歌厅')).toMatchObject({ scope: ['歌舞厅', '游艺厅（含棋牌、桌游）'] });
    expect(byName.get('测试两条歌厅')).toMatchObject({ status: 'VALID', validTo: '2031-08-31' });
  });

  test.each([
    '<酒&歌> "甲" \'乙\' 厅',
    '&amp;lt;&#x41;歌厅&lol;',
    '<![CDATA[歌]]>]]>厅<!-- -->',
    '<!DOCTYPE x [<!ENTITY y "z">]>歌厅',
    '㐂𠮷䶮歌厅',
    ']]>]]]]>><return>',
  ])('the holder name %j survives two layers of XML, escaped and in CDATA', async (holderName) => {
    await system.store.patch(FIRST, { holderName });
    for (let turn = 0; turn < 6; turn += 1) expect((await recordOf(FIRST)).holderName).toBe(holderName);
  });

  test('a permit number full of markup asks for that permit and for nothing else', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await client.read([MARKUP_NUMBER, NOBODYS], call())).toMatchObject([
        { kind: 'FOUND', number: MARKUP_NUMBER },
        { kind: 'ABSENT' },
      ]);
    }
    const injection = `</XKZH><XKZH>${FIRST}</XKZH><XKZH>`;
    expect(await client.read([injection], call())).toEqual([{ kind: 'ABSENT', number: injection }]);
  });
});

describe('the control interface of the health department', () => {
  test('a change in canonical words is seen at the next read', async () => {
    const patch = {
      status: 'REVOKED',
      validFrom: '2024-02-29',
      validTo: '2027-01-01',
      scope: ['游艺厅', '歌舞厅'],
      holderName: '改名歌厅',
      address: '新址1号',
    } as const;
    expect(await system.store.patch(FIRST, patch)).toBe(true);
    expect(await recordOf(FIRST)).toMatchObject(patch);
    await system.store.patch(FIRST, { status: 'VALID', validTo: null, scope: null, address: null });
    expect(await recordOf(FIRST)).toMatchObject({
      status: 'VALID',
      validTo: null,
      scope: null,
      address: null,
    });
    await system.store.patch(FIRST, { scope: ['歌舞厅'], validFrom: null });
    expect(await recordOf(FIRST)).toMatchObject({ scope: ['歌舞厅'], validFrom: null, remarks: [] });
  });

  test('a change in the department’s own words may be nonsense', async () => {
    await system.store.patch(SUSPENDED, { raw: { ZT: '47', YXQZ: '20250230', FHRQ: '20200101' } });
    expect(await recordOf(SUSPENDED)).toMatchObject({
      status: 'UNKNOWN',
      validTo: null,
      remarks: [{ code: 'STATUS_UNKNOWN' }, { code: 'DATE_UNREADABLE' }, { code: 'RECHECK_OVERDUE' }],
    });
    await system.store.patch(SUSPENDED, { raw: { ZT: null, yxqz: null, FHRQ: '' } });
    expect(await recordOf(SUSPENDED)).toMatchObject({
      status: 'UNKNOWN',
      validTo: null,
      remarks: [{ code: 'STATUS_MISSING' }],
    });
  });

  test('an unknown status is a code that nobody listed', async () => {
    await system.store.patch(OPEN_ENDED, { status: 'UNKNOWN' });
    expect(await recordOf(OPEN_ENDED)).toMatchObject({
      status: 'UNKNOWN',
      remarks: [{ code: 'STATUS_UNKNOWN' }],
    });
  });

  test('what the vocabulary cannot say is refused and changes nothing', async () => {
    const before = await recordOf(FIRST);
    for (const patch of [
      { status: 'LAPSED' as const },
      { raw: { XKZH: 'x' } },
      { raw: { NOSUCH: 1 } },
      { raw: { BBH: 'x' } },
      { raw: { XKXM: '歌舞厅' } },
      { raw: { DWMC: ['x'] } },
      { holderName: '控制\u0001符' },
      { raw: { DZ: '\ud842' } },
    ]) {
      await expect(system.store.patch(FIRST, patch)).rejects.toBeInstanceOf(NotInVocabulary);
    }
    expect(await recordOf(FIRST)).toEqual(before);
    expect(await system.store.patch(NOBODYS, { status: 'VALID' })).toBe(false);
  });

  test('a second start finds the data as it was left', async () => {
    await system.store.patch(FIRST, { holderName: '第二次开机歌厅' });
    const again = await house.start();
    const [answer] = await house.client(again).read([FIRST], call());
    expect(answer).toMatchObject({ record: { holderName: '第二次开机歌厅' } });
    expect(await again.store.sampleNumbers(3)).toEqual([FIRST, SUSPENDED, OPEN_ENDED]);
  });
});

describe('a health department that fails', () => {
  testWireFaults({
    system: () => system,
    freshClient: () => house.client(system),
    numbers: [FIRST, NOBODYS],
  });

  /** A client of its own: no kept-alive socket that the fault itself cut. */
  function freshRead(milliseconds?: number) {
    return endOf(house.client(system).read([FIRST, NOBODYS], call(milliseconds)));
  }

  test('in maintenance nobody listens, and it comes back where it was', async () => {
    await system.applySettings({ maintenance: true });
    expect(await freshRead()).toBe('UNREACHABLE');
    await system.setFault({ mode: 'none' });
    expect(await freshRead()).toBe('UNREACHABLE');
    await system.applySettings({ maintenance: false });
    expect(await freshRead()).toBe('ANSWERED');
  });

  test('each of its own failures is REJECTED, never "no such permit"', async () => {
    await system.setFault({ mode: 'error' });
    const one = house.client(system);
    const messages: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const fault = await one.read([FIRST], call()).then(
        () => null,
        (error: { reason: string; message: string }) => error,
      );
      expect(fault?.reason).toBe('REJECTED');
      messages.push(fault!.message);
    }
    expect(new Set(messages).size).toBe(3);
    expect(messages.some((message) => message.includes('9999'))).toBe(true);
    expect(system.stats).toEqual({ requests: 6, keys: 6, other: 0 });
  });

  test('the sixth connection at once is dropped, and one client never opens it', async () => {
    await system.applySettings({ limits: true });
    // Long enough for all to arrive before the first is done, on a slow machine too.
    await system.setFault({ mode: 'latency', ms: 400 });
    const one = house.client(system);
    const ten = await Promise.all(Array.from({ length: 10 }, () => endOf(one.read([FIRST], call()))));
    expect(new Set(ten)).toEqual(new Set(['ANSWERED']));
    const clients = Array.from({ length: 8 }, () => house.client(system));
    const eight = await Promise.all(clients.map((each) => endOf(each.read([FIRST], call()))));
    expect(eight.filter((reason) => reason === 'ANSWERED')).toHaveLength(5);
    expect(eight.filter((reason) => reason === 'UNREACHABLE')).toHaveLength(3);
  });
});

describe('the token that the health department asks for', () => {
  test('under a wrong name or password is REJECTED', async () => {
    for (const wrong of [{ username: 'SOMEONE' }, { password: 'guessed' }]) {
      const reading = house.client(system, wrong).read([FIRST], call());
      await expect(reading).rejects.toMatchObject({
        reason: 'REJECTED',
        message: expect.stringContaining('FailedAuthentication'),
      });
    }
    expect(system.stats.requests).toBe(2);
  });

  testSkewedClock({
    start: (options) => house.start(options),
    client: (skewed) => house.client(skewed),
    number: FIRST,
  });
});

describe('the health department’s wire, without the adapter', () => {
  const business = (keys: string, { ywbh = 'WS1001', page = '1', rows = '50' } = {}) =>
    `<REQUEST><HEAD><YWBH>${ywbh}</YWBH><LSH>20261119000001</LSH></HEAD><BODY>${keys}<PAGE>${page}</PAGE><ROWS>${rows}</ROWS></BODY></REQUEST>`;

  interface Sent {
    content?: string;
    nonce?: Buffer;
    created?: string;
    digest?: string;
    operation?: string;
    raw?: string;
  }

  /** @returns HTTP status and RTNCODE or fault code */
  async function send(sent: Sent): Promise<string> {
    const { HEALTH_URL, HEALTH_USERNAME, HEALTH_PASSWORD } = system.connection as Record<string, string>;
    const { nonce = randomBytes(16), created = new Date().toISOString(), operation = 'queryLicense' } = sent;
    const digest = createHash('sha1').update(nonce).update(`${created}${HEALTH_PASSWORD}`).digest('base64');
    const content = (sent.content ?? business(`<XKZH>${FIRST}</XKZH>`)).replaceAll('&', '&amp;');
    const envelope = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header><w:Security xmlns:w="w"><w:UsernameToken><w:Username>${HEALTH_USERNAME}</w:Username><w:Password>${sent.digest ?? digest}</w:Password><w:Nonce>${nonce.toString('base64')}</w:Nonce><u:Created xmlns:u="u">${created}</u:Created></w:UsernameToken></w:Security></S:Header><S:Body><${operation}><arg0>${content.replaceAll('<', '&lt;')}</arg0></${operation}></S:Body></S:Envelope>`;
    const response = await fetch(`${HEALTH_URL}/wsjd/services/LicenseService`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: sent.raw ?? envelope,
    });
    const text = await response.text();
    const code = /RTNCODE(?:&gt;|>)(\d{4})/.exec(text)?.[1] ?? /<faultcode>([^<]*)/.exec(text)?.[1];
    return `${response.status} ${code}`;
  }

  test('refuses a token that is replayed, altered, stale or absent', async () => {
    const nonce = randomBytes(16);
    expect(await send({ nonce })).toBe('200 0000');
    expect(await send({ nonce })).toBe('500 wsse:FailedAuthentication');
    expect(await send({ digest: 'UHA9Tm1h//QLh0dK3dM08/6I5l8=' })).toBe('500 wsse:FailedAuthentication');
    expect(await send({ created: new Date(Date.now() - 301_000).toISOString() })).toBe(
      '500 wsu:MessageExpired',
    );
    expect(await send({ created: 'yesterday' })).toBe('500 wsu:MessageExpired');
    expect(await send({ nonce: Buffer.alloc(0) })).toBe('500 wsse:InvalidSecurity');
    expect(await send({ raw: '<E:Envelope xmlns:E="e"><E:Body><queryLicense/></E:Body></E:Envelope>' })).toBe(
      '500 wsse:InvalidSecurity',
    );
  });

  test('says 1002 for what it cannot read, 1001 for another business, a fault for no SOAP', async () => {
    const many = Array.from({ length: 21 }, (_, at) => `<XKZH>${at}</XKZH>`).join('');
    expect(await send({ content: business(many) })).toBe('200 1002');
    expect(await send({ content: business('') })).toBe('200 1002');
    expect(await send({ content: business('<XKZH/>') })).toBe('200 1002');
    expect(await send({ content: business('<XYDM>x</XYDM>', { page: '0' }) })).toBe('200 1002');
    expect(await send({ content: '<REQUEST>' })).toBe('200 1002');
    expect(await send({ content: `<!DOCTYPE x>${business('<XYDM>x</XYDM>')}` })).toBe('200 1002');
    expect(await send({ content: business('<XYDM>x</XYDM>', { ywbh: 'WS2001' }) })).toBe('200 1001');
    expect(await send({ operation: 'dropLicense' })).toBe('500 soapenv:Client');
    expect(await send({ raw: 'hello' })).toBe('500 soapenv:Client');
  });
});
