import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ForgedMessage, UnreadableMessage } from '../../../../adapters/sdk/contract.ts';
import { readCallback } from '../../../../adapters/food/callback.ts';

const SECRET = 's3cr3t-FOOD-demo';
const NOTICE = { lsh: 'BG-1', xkzbh: 'JY21503020016884', bbh: 4, sj: '2026-11-19 08:00:00' };

/** As the department signs, not as the adapter checks. */
function signed(fields: Record<string, unknown>, secret = SECRET): Record<string, unknown> {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${String(fields[name])}`)
    .join('&');
  return { ...fields, sign: createHmac('sm3', secret).update(text).digest('hex').toUpperCase() };
}

function read(body: unknown, secret = SECRET) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return readCallback({ headers: {}, body: bytes }, secret);
}

test('a signed notice is read, and answered with what the department waits for', () => {
  expect(read(signed(NOTICE))).toEqual({
    notices: [{ key: 'BG-1', number: 'JY21503020016884', version: 4, sentAt: '2026-11-19T08:00:00+08:00' }],
    reply: 'SUCCESS',
  });
});

test('fields that nobody has agreed on are signed too, and do not disturb', () => {
  expect(read(signed({ ...NOTICE, bglx: '注销' })).notices).toHaveLength(1);
});

describe('forged', () => {
  test.each([
    ['without a signature', { ...NOTICE }],
    ['with another secret', signed(NOTICE, 'other')],
    ['with a field changed', { ...signed(NOTICE), xkzbh: 'JY99999999999999' }],
    ['with a field added', { ...signed(NOTICE), bglx: '注销' }],
    ['with a signature of another type', { ...signed(NOTICE), sign: 0 }],
    ['in lower case', { ...signed(NOTICE), sign: String(signed(NOTICE).sign).toLowerCase() }],
  ])('%s', (_, body) => {
    expect(() => read(body)).toThrow(ForgedMessage);
  });
});

describe('says nothing', () => {
  test.each([
    ['no JSON', Buffer.from('<html>')],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['no object', Buffer.from('[]')],
    ['nested', Buffer.from(JSON.stringify({ a: { b: 1 } }))],
    ['empty', Buffer.alloc(0)],
    ['signed, without a serial number', signed({ xkzbh: 'JY1' })],
    ['signed, without a licence', signed({ lsh: 'BG-1' })],
    ['signed, with a serial number that is none', signed({ ...NOTICE, lsh: '../../x' })],
    ['signed, with a version that is none', signed({ ...NOTICE, bbh: -1 })],
  ])('%s', (_, body) => {
    expect(() => read(body)).toThrow(UnreadableMessage);
  });

  test('what it quotes is nothing of the message', () => {
    expect(() => read(signed({ lsh: 'BG-1', xkzbh: '' }))).toThrow(/xkzbh\.$/);
  });
});
