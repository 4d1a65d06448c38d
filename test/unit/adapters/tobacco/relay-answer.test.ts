import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readRelayAnswer } from '../../../../adapters/tobacco/relay-answer.ts';
import { splitRow } from '../../../../adapters/tobacco/row.ts';
import { sm3Hex } from '../../../../subgraphs/domain/sm3.ts';
import { DepartmentFault } from '../../../../adapters/sdk/contract.ts';

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/tobacco/${name}`, import.meta.url));

/** A message with right count and SM3 around any content. */
function message(lines: readonly string[], { kind = 'RESULT', encoding = 'gb18030' } = {}): Buffer {
  const count = String(lines.length).padStart(6, '0');
  const head = `H|YCZM|${kind}|20261119080001|${count}|GB18030`;
  const content = iconv.encode([head, ...lines, ''].join('\r\n'), encoding);
  return Buffer.concat([content, Buffer.from(`T|${count}|${sm3Hex(content)}\r\n`)]);
}

function faultOf(body: Buffer): DepartmentFault {
  try {
    readRelayAnswer(body);
  } catch (error) {
    if (error instanceof DepartmentFault) return error;
    throw error;
  }
  throw new Error(`believed: ${body.toString('latin1')}`);
}

test('a golden answer is read, result by result', () => {
  const answer = readRelayAnswer(fixture('relay-answer.txt'));
  expect(answer).toMatchObject({
    kind: 'RESULT',
    results: [
      { code: '0', number: '150302100123', uscc: '', rows: [expect.stringContaining('老街坊饭庄|王建明')] },
      {
        code: '0',
        number: '150302200045',
        uscc: '',
        rows: [expect.stringContaining('|20220315|20270314|01|')],
      },
      { code: '1', number: '150302199999', uscc: '', rows: [] },
    ],
  });
});

test('characters outside GBK, and those whose second byte is a pipe, come through whole', () => {
  const answer = readRelayAnswer(fixture('relay-answer-rare-characters.txt'));
  const [result] = answer.kind === 'RESULT' ? answer.results : [];
  expect(splitRow(result!.rows[0]!)).toMatchObject({
    name: '㐂𠮷䶮亅倈烟酒店',
    address: '乌海市亅街1号',
    status: '00',
  });
});

test('any text comes through whole', () => {
  // Private use characters that the standard of 2022 moved are the only ones that two tables write differently.
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[|\r\n\p{Co}]/u.test(value));
  fc.assert(
    fc.property(text, (name) => {
      const answer = readRelayAnswer(message(['R|0|1|', `1|2|${name}|x`]));
      expect(answer).toMatchObject({ results: [{ rows: [`1|2|${name}|x`] }] });
    }),
  );
});

describe('is not believed', () => {
  const whole = fixture('relay-answer.txt');

  test('an answer cut short anywhere', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(faultOf(whole.subarray(0, length)).reason).toBe('BAD_DATA');
    }
  });

  test('an answer with any byte changed', () => {
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x01;
      expect(faultOf(changed).reason).toBe('BAD_DATA');
    }
  });

  test.each([
    ['UTF-8 where GB18030 was promised', message(['R|1|老|'], { encoding: 'utf8' })],
    ['another kind', message([], { kind: 'QUERY' })],
    ['a row before any result', message(['150302100123|x', 'R|1|2|'])],
    ['a result line with too many columns', message(['R|0|1||x'])],
    ['a result line with too few', message(['R|0|1'])],
    ['something behind the trailer', Buffer.concat([whole, Buffer.from('\r\n')])],
    ['a page', Buffer.from('<html><h1>系统登录</h1></html>')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_, body) => {
    expect(faultOf(body).reason).toBe('BAD_DATA');
  });

  test('a byte inside a text that is no GB18030', () => {
    const [head, tail] = [
      'H|YCZM|RESULT|20261119080001|000002|GB18030\r\nR|0|1|\r\n1|2|x',
      'y|3\r\n',
    ] as const;
    const content = Buffer.concat([Buffer.from(head), Buffer.from([0xff]), Buffer.from(tail)]);
    const fault = faultOf(Buffer.concat([content, Buffer.from(`T|000002|${sm3Hex(content)}\r\n`)]));
    expect(fault.message).toContain('GB18030');
  });

  test('a count that is not that of its lines', () => {
    const content = iconv.encode('H|YCZM|RESULT|20261119080001|000002|GB18030\r\nR|1|1|\r\n', 'gb18030');
    expect(faultOf(Buffer.concat([content, Buffer.from(`T|000001|${sm3Hex(content)}\r\n`)])).reason).toBe(
      'BAD_DATA',
    );
    const other = iconv.encode('H|YCZM|RESULT|20261119080001|000001|GB18030\r\nR|1|1|\r\n', 'gb18030');
    expect(faultOf(Buffer.concat([other, Buffer.from(`T|000002|${sm3Hex(other)}\r\n`)])).reason).toBe(
      'BAD_DATA',
    );
  });
});

test('maintenance names its end, or none', () => {
  expect(readRelayAnswer(message(['M|20261119093000'], { kind: 'MAINT' }))).toEqual({
    kind: 'MAINTENANCE',
    until: Date.parse('2026-11-19T09:30:00+08:00'),
  });
  expect(readRelayAnswer(message(['M|'], { kind: 'MAINT' }))).toEqual({ kind: 'MAINTENANCE', until: null });
  expect(readRelayAnswer(message(['M|20261399999999'], { kind: 'MAINT' }))).toEqual({
    kind: 'MAINTENANCE',
    until: null,
  });
});

test('no message of a fault repeats what the answer said', () => {
  const fault = faultOf(message(['R|0|1||王建明11010519491231002X']));
  expect(fault.message).not.toMatch(/王建明|1949/);
});
