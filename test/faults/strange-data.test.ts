import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { HttpAnswer } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import {
  askLicence,
  DEPARTMENTS,
  untilLive,
  type Department,
  type ShownPermit,
} from '../support/licence-answer.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';
import { resealTobacco } from '../support/tobacco-seal.ts';

/** R09: well-formed answers that say something else than what was asked. */
let proxied: ProxiedHub;
/** Number of the demo licence's permit in each department. */
const numbers = {} as Record<Department, string>;

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
  const { permit } = await askLicence(proxied.hub);
  for (const code of DEPARTMENTS) numbers[code] = permit(code).number;
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
});

/**
 * Eventually: what the test before has shown may be recorded only after this one has begun. Each round begins healthy,
 * so that the last known record is the sound one in the end.
 */
async function expectShown(code: Department, expected: object, before?: () => unknown): Promise<void> {
  const wire = proxied.wires[code];
  const { tamper } = wire;
  await eventually(
    async () => {
      wire.tamper = undefined;
      expect(await shown(code)).toMatchObject(LIVE);
      wire.tamper = tamper;
      await before?.();
      expect(await shown(code)).toMatchObject(expected);
    },
    2_000,
    200,
  );
}

async function shown(code: Department): Promise<ShownPermit> {
  const { answer, licence, permit } = await askLicence(proxied.hub);
  expect(answer.errors).toBeUndefined();
  for (const other of DEPARTMENTS) {
    if (other !== code)
      expect(permit(other)).toMatchObject({ status: 'VALID', freshness: { state: 'LIVE' } });
  }
  expect(licence.subPermits).toHaveLength(4);
  return permit(code);
}

const BAD_DATA = { status: 'VALID', freshness: { state: 'STALE', reason: 'BAD_DATA' } };
const NOT_FOUND = { status: 'UNKNOWN', validTo: null, freshness: { state: 'LIVE', reason: 'NOT_FOUND' } };
const UNREADABLE = { status: 'UNKNOWN', freshness: { state: 'LIVE', reason: null } };
const LIVE = { status: 'VALID', freshness: { state: 'LIVE', reason: null } };

type FoodEnvelope = { code: unknown; data: { total?: unknown; rows: unknown } | unknown };
type FoodRow = Record<string, unknown>;

/** The same answer with other JSON in it. */
function food(change: (row: FoodRow, envelope: FoodEnvelope) => unknown) {
  return (answer: HttpAnswer): HttpAnswer => {
    const envelope = JSON.parse(answer.body.toString()) as FoodEnvelope & {
      data: { rows: FoodRow | FoodRow[] };
    };
    const row = [envelope.data.rows].flat()[0] as FoodRow;
    return { ...answer, body: Buffer.from(JSON.stringify(change(row, envelope))) };
  };
}
const rows = (...given: unknown[]) => ({
  code: '0',
  msg: '成功',
  data: { total: given.length, rows: given },
});

describe.each<[what: string, tamper: (answer: HttpAnswer) => HttpAnswer, shown: object]>([
  ['another licence’s data', food((row) => rows({ ...row, xkzbh: 'JY15030200099999' })), BAD_DATA],
  [
    'another licence’s data as a bare row',
    food((row) => ({ code: 0, data: { total: 1, rows: { ...row, xkzbh: 'JY1' } } })),
    BAD_DATA,
  ],
  ['a row without a number', food(({ xkzbh: _, ...row }) => rows(row)), BAD_DATA],
  ['a null row', food(() => rows(null)), BAD_DATA],
  ['a row that is text', food(() => rows('JY')), BAD_DATA],
  ['rows that are a number', food(() => ({ code: 0, data: { total: 1, rows: 7 } })), BAD_DATA],
  ['data that is a list', food((row) => ({ code: 0, data: [row] })), BAD_DATA],
  ['no data at all', food(() => ({ code: 0, msg: '成功' })), BAD_DATA],
  ['a list where the answer should be', food((row) => [row]), BAD_DATA],
  ['null where the answer should be', food(() => null), BAD_DATA],
  ['a code that is an object', food((_row, envelope) => ({ ...envelope, code: {} })), BAD_DATA],
  ['fewer rows than it counts', food(() => ({ code: 0, data: { total: 1, rows: [] } })), BAD_DATA],
  ['"no data" beside rows', food((row) => ({ code: 'E2001', data: { total: 1, rows: [row] } })), BAD_DATA],
  ['no end date at all', food(({ yxqz: _, ...row }) => rows(row)), BAD_DATA],
  ['a status that is an object', food((row) => rows({ ...row, zt: { code: '1' } })), UNREADABLE],
  ['a status that is no text', food((row) => rows({ ...row, zt: true })), UNREADABLE],
  ['a status from the prototype', food((row) => rows({ ...row, zt: 'constructor' })), UNREADABLE],
  ['a null status', food((row) => rows({ ...row, zt: null })), UNREADABLE],
  [
    'a day that does not exist',
    food((row) => rows({ ...row, yxqz: '20250230' })),
    { ...LIVE, validTo: null },
  ],
  [
    'names and scope of wrong types',
    food((row) => rows({ ...row, jyzmc: 7, jyxm: { a: 1 }, tyshxydm: [], jycs: null })),
    LIVE,
  ],
  [
    'rows of others beside the right one',
    food((row) => rows({ ...row, xkzbh: 'JY15030200099999', zt: '4' }, row, null)),
    LIVE,
  ],
  [
    'an answer of "no such permit"',
    food(() => ({ code: 'E2001', msg: '未查询到数据', data: '' })),
    NOT_FOUND,
  ],
])('food: %s', (_what, tamper, expected) => {
  test('is shown for what it is, and costs nobody else', async () => {
    proxied.wires.food.tamper = tamper;
    await expectShown('food', expected);
  });
});

/** The same answer with other text in the business XML, which stands escaped or as CDATA inside the envelope. */
function health(change: (business: string) => string) {
  return (answer: HttpAnswer): HttpAnswer => {
    const text = answer.body.toString();
    const inside = /<return>([^]*)<\/return>/.exec(text)?.[1] ?? '';
    const business = inside.startsWith('<![CDATA[') ? inside.slice(9, -3) : unescape(inside);
    const changed = `<return>${escape(change(business.replaceAll(']]]]><![CDATA[>', ']]>')))}</return>`;
    return { ...answer, body: Buffer.from(text.replace(/<return>[^]*<\/return>/, () => changed)) };
  };
}
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescape = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const element = (name: string, value: string) => (xml: string) =>
  xml.replace(new RegExp(`<${name}>[^]*?</${name}>|<${name}/>`), value);

describe.each<[what: string, change: (business: string) => string, shown: object]>([
  [
    'another licence’s data',
    element('XKZH', '<XKZH>（蒙）卫公证字〔2023〕第150302-000217号</XKZH>'),
    BAD_DATA,
  ],
  ['a row without a number', element('XKZH', ''), BAD_DATA],
  ['an empty row', element('XKZ', '<XKZ/>'), BAD_DATA],
  ['a row that holds only text', element('XKZ', '<XKZ>查询成功</XKZ>'), BAD_DATA],
  ['a total that is no number', element('TOTAL', '<TOTAL>many</TOTAL>'), BAD_DATA],
  ['fewer rows than it counts', element('BODY', '<BODY/>'), BAD_DATA],
  ['no code', element('RTNCODE', ''), BAD_DATA],
  ['elements inside the status', element('ZT', '<ZT><CODE>01</CODE></ZT>'), UNREADABLE],
  ['an empty status', element('ZT', '<ZT/>'), UNREADABLE],
  ['a day that does not exist', element('YXQZ', '<YXQZ>20250230</YXQZ>'), { ...LIVE, validTo: null }],
  ['a document type', (xml) => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml}`, BAD_DATA],
  [
    'an answer of "no such permit"',
    () => '<RESPONSE><HEAD><RTNCODE>2001</RTNCODE></HEAD><BODY/></RESPONSE>',
    NOT_FOUND,
  ],
])('health: %s', (_what, change, expected) => {
  test('is shown for what it is, and costs nobody else', async () => {
    proxied.wires.health.tamper = health(change);
    await expectShown('health', expected);
  });
});

describe.each<[what: string, change: (lines: string[], number: string) => string[], shown: object]>([
  ['nothing but what it said before', (lines) => lines, LIVE],
  [
    'another licence’s data',
    ([result, row = ''], number) => [String(result), row.replace(number, '150302100123')],
    BAD_DATA,
  ],
  [
    'the answer to another question',
    (lines, number) => lines.map((line) => line.replaceAll(number, '150302100123')),
    BAD_DATA,
  ],
  ['ok without a row', ([result]) => [String(result)], BAD_DATA],
  [
    '"no such certificate" beside a row',
    (lines) => lines.map((line) => line.replace(/^R\|0/, 'R|1')),
    BAD_DATA,
  ],
  ['nothing to the question', () => [], BAD_DATA],
  ['the answer twice', (lines) => [...lines, ...lines], BAD_DATA],
  ['a result of another shape', (lines) => ['R|0', ...lines], BAD_DATA],
  [
    'a code that nobody knows',
    (lines) => lines.slice(0, 1).map((line) => line.replace(/^R\|0/, 'R|7')),
    BAD_DATA,
  ],
  [
    'a row too short',
    ([result, row = '']) => [String(result), row.split('|').slice(0, 6).join('|')],
    BAD_DATA,
  ],
  ['an empty status', ([result, row = '']) => [String(result), withColumn(row, -2, '')], UNREADABLE],
  [
    'a status in another alphabet',
    ([result, row = '']) => [String(result), withColumn(row, -2, '００')],
    UNREADABLE,
  ],
  ['rows of others behind the right one', (lines) => [...lines, 'R|1|150302100123|'], LIVE],
  ['an answer of "no such certificate"', (_lines, number) => [`R|1|${number}|`], NOT_FOUND],
])('tobacco, under its own seal: %s', (_what, change, expected) => {
  test('is shown for what it is, and costs nobody else', async () => {
    proxied.wires.tobacco.tamper = (answer, call) =>
      resealTobacco(proxied, answer, call, (lines) => change(lines, numbers.tobacco));
    await expectShown('tobacco', expected);
  });
});

test('tobacco: what the bureau sealed for an earlier question is not believed', async () => {
  let earlier: HttpAnswer | undefined;
  proxied.wires.tobacco.tamper = (answer) => (earlier ??= answer);
  await expectShown('tobacco', BAD_DATA, () => shown('tobacco'));
});

test('tobacco: what the bureau did not seal is not believed', async () => {
  proxied.wires.tobacco.tamper = (answer) => ({
    ...answer,
    body: Buffer.from(answer.body.toString('latin1').replace('|00|', '|06|'), 'latin1'),
  });
  await expectShown('tobacco', BAD_DATA);
});

function withColumn(row: string, at: number, value: string): string {
  return row.split('|').with(at, value).join('|');
}

/** Same length, so that the framing stays whole. */
function replaceText(bytes: Buffer, from: string, to: string): Buffer {
  expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to));
  expect(bytes.includes(from)).toBe(true);
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

test('culture: another licence’s data is not believed', async () => {
  proxied.wires.culture.tamper = (bytes) => ({ bytes: replaceText(bytes, numbers.culture, '150302169999') });
  await expectShown('culture', BAD_DATA);
});

test.each<[what: string, raw: Record<string, unknown>, shown: object]>([
  ['no status', { zt: null }, UNREADABLE],
  ['a status in no list', { zt: 'Q' }, UNREADABLE],
  ['a day that does not exist', { yxqz: '20250230' }, { ...LIVE, validTo: null }],
  [
    'nothing but the number',
    { xkzlx: null, dwmc: null, tyshxydm: null, fddbr: null, jycs: null, hdry: null },
    LIVE,
  ],
  ['words where the code should be', { tyshxydm: "x'); DROP--" }, LIVE],
])('culture: %s is shown for what it is', async (_what, raw, expected) => {
  const { hub } = proxied;
  await hub.control('PATCH', `culture/permits/${numbers.culture}`, { raw, notify: false });
  expect(await shown('culture')).toMatchObject(expected);
  await hub.control('PATCH', `culture/permits/${numbers.culture}`, {
    status: 'VALID',
    validTo: '2099-12-30',
  });
});
