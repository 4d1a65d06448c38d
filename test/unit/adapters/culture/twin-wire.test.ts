import { describe, expect, test } from '@jest/globals';
import { Switches } from '../../../../adapters/sandbox/core/switches.ts';
import {
  countArrayElements,
  ReadCounter,
  readsByNumber,
} from '../../../../adapters/sandbox/core/database/read-counter.ts';
import { readStartupPacket } from '../../../../adapters/sandbox/core/database/startup-packet.ts';
import { MessageSplitter, wireMessage } from '../../../../adapters/sandbox/core/database/wire-messages.ts';

const parse = (name: string, sql: string) => wireMessage('P', Buffer.from(`${name}\0${sql}\0\0\0`));
const execute = (portal: string) => wireMessage('E', Buffer.from(`${portal}\0\0\0\0\0`));

function bind(portal: string, statement: string, values: Buffer[], format = 0): Buffer {
  const head = Buffer.from(`${portal}\0${statement}\0`);
  const formats = Buffer.from([0, 1, 0, format]);
  const parts = values.map((value) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    return Buffer.concat([length, value]);
  });
  return wireMessage(
    'B',
    Buffer.concat([head, formats, Buffer.from([0, values.length]), ...parts, Buffer.from([0, 0])]),
  );
}

function statsAfter(...messages: Buffer[]) {
  const switches = new Switches({ latencyMs: [0, 0] });
  const counter = new ReadCounter(switches, readsByNumber('v_xkz', 'xkzbh'));
  for (const message of new MessageSplitter().push(Buffer.concat(messages))) counter.see(message);
  return switches.stats;
}

describe('statements counted from the wire', () => {
  test.each([
    ['SELECT * FROM wl_qzk.v_xkz WHERE xkzbh = ANY($1)'],
    ['select v.zt from v_xkz v where v.xkzbh = any ($1::bpchar[] || $2::bpchar[])'],
    ['SELECT * FROM wl_qzk.v_xkz WHERE rtrim(xkzbh) = ANY($1)'],
    ['SELECT * FROM wl_qzk.v_xkz WHERE xkzbh IN ($1)'],
  ])('%s is a read by number', (sql) => {
    const numbers = Buffer.from('{"a","b\\",c",d}');
    expect(statsAfter(parse('', sql), bind('', '', [numbers]), execute(''))).toEqual({
      requests: 1,
      keys: 3,
      other: 0,
    });
  });

  test.each([
    ['SELECT * FROM wl_qzk.v_xkz WHERE tyshxydm = ANY($1)'],
    ['SELECT * FROM wl_qzk.v_xkz WHERE xkzbh IN (SELECT xkzbh FROM wl_qzk.v_xkz WHERE tyshxydm = ANY ($1))'],
    ['SELECT 1'],
  ])('%s is another statement', (sql) => {
    expect(statsAfter(parse('', sql), bind('', '', [Buffer.from('{a}')]), execute(''))).toEqual({
      requests: 0,
      keys: 0,
      other: 1,
    });
  });

  test('a prepared statement counts at each execution, a portal fetched in parts once', () => {
    const sql = 'SELECT * FROM wl_qzk.v_xkz WHERE xkzbh = ANY($1)';
    const once = [bind('p', 's', [Buffer.from('{1,2}')]), execute('p'), execute('p')];
    expect(statsAfter(parse('s', sql), ...once, ...once)).toEqual({ requests: 2, keys: 4, other: 0 });
  });

  test('a binary array is counted by its header', () => {
    const array = Buffer.alloc(20);
    array.writeInt32BE(1, 0);
    array.writeInt32BE(7, 12);
    const sql = 'SELECT * FROM wl_qzk.v_xkz WHERE xkzbh = ANY($1)';
    expect(statsAfter(parse('', sql), bind('', '', [array], 1), execute(''))).toMatchObject({
      requests: 1,
      keys: 7,
    });
  });
});

test('array literals are counted with their quotes and escapes', () => {
  expect(['{}', '{a}', '{a,b}', '{"a,b","c\\"d,"}', 'a'].map(countArrayElements)).toEqual([0, 1, 2, 2, 1]);
});

test('a message that comes byte by byte is put together', () => {
  const splitter = new MessageSplitter();
  const bytes = Buffer.concat([parse('', 'SELECT 1'), execute('')]);
  const types = [...bytes].flatMap((byte) => splitter.push(Buffer.from([byte]))).map(({ type }) => type);
  expect(types).toEqual(['P', 'E']);
});

test('what is no start-up packet is refused', () => {
  expect(() => readStartupPacket(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(RangeError);
  expect(readStartupPacket(Buffer.from([0, 0, 0]))).toBeNull();
});
