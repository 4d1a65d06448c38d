import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readEnvelope } from '../../../../adapters/food/envelope.ts';
import { DepartmentFault } from '../../../../adapters/sdk/contract.ts';
import sample from '../../../fixtures/food/query-response.json' with { type: 'json' };

const JSON_TYPE = 'application/json;charset=UTF-8';

function read(content: unknown, { status = 200, type = JSON_TYPE, headers = {} } = {}) {
  const body = Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return readEnvelope({ status, headers: { 'content-type': type, ...headers }, body });
}

function faultOf(content: unknown, options?: Parameters<typeof read>[1]): DepartmentFault {
  try {
    read(content, options);
  } catch (error) {
    if (error instanceof DepartmentFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

describe('the envelope of the food department', () => {
  test('of the vendor’s sample holds one row', () => {
    expect(read(sample)).toEqual({ rows: sample.data.rows, total: 1 });
  });

  test('has its code as number or text, its rows as list or row, its nothing as "" or null', () => {
    const row = sample.data.rows[0];
    expect(read({ code: 0, data: { total: '1', rows: row } })).toEqual({ rows: [row], total: 1 });
    expect(read({ code: '0', data: { rows: [row] } })).toEqual({ rows: [row], total: null });
    for (const data of ['', null]) expect(read({ code: 0, data })).toEqual({ rows: [], total: 0 });
    expect(read({ code: 0, data: { total: 0, rows: '' } })).toEqual({ rows: [], total: 0 });
    expect(read({ code: 'E2001', msg: '未查询到数据' })).toEqual({ rows: [], total: 0 });
  });

  test('with a business error is told apart from "no data"', () => {
    expect(read({ code: 'E1003', msg: '签名错误' })).toEqual({ code: 'E1003', message: '签名错误' });
    expect(faultOf({ code: 'E2001', data: { total: 1, rows: sample.data.rows } }).reason).toBe('BAD_DATA');
  });

  test('says when the rate was too high', () => {
    expect(faultOf({ code: 'E4290', msg: '访问过于频繁' })).toMatchObject({
      reason: 'THROTTLED',
      retryAfterMs: 200,
    });
    expect(faultOf({}, { status: 429, headers: { 'retry-after': '3' } })).toMatchObject({
      reason: 'THROTTLED',
      retryAfterMs: 3_000,
    });
  });

  test('as an HTML page is maintenance only where it says so', () => {
    const type = 'text/html;charset=UTF-8';
    expect(faultOf('<html><h1>系统维护中</h1></html>', { type }).reason).toBe('MAINTENANCE');
    expect(faultOf('<html><h1>系统登录</h1></html>', { type }).reason).toBe('BAD_DATA');
  });

  test.each([
    [502, 'UNREACHABLE'],
    [503, 'UNREACHABLE'],
    [504, 'UNREACHABLE'],
    [500, 'REJECTED'],
    [403, 'REJECTED'],
    [302, 'BAD_DATA'],
  ])('with HTTP %i is %s', (status, reason) => {
    expect(faultOf({ code: '0', data: '' }, { status }).reason).toBe(reason);
  });

  test.each([
    ['cut short', JSON.stringify(sample).slice(0, 200), JSON_TYPE],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from('{"code":"0","msg":"'), Buffer.from([0xb3, 0xc9, 0x22, 0x7d])]),
      JSON_TYPE,
    ],
    ['of another type', JSON.stringify(sample), 'text/plain'],
    ['no object', '[]', JSON_TYPE],
    ['empty', '', JSON_TYPE],
    ['without a code', '{"data":""}', JSON_TYPE],
    ['without data', '{"code":0}', JSON_TYPE],
    ['with rows of no shape', '{"code":0,"data":{"rows":7}}', JSON_TYPE],
    ['with a total of no sense', '{"code":0,"data":{"total":-1,"rows":[]}}', JSON_TYPE],
  ])('%s is bad data', (_what, body, type) => {
    expect(faultOf(body, { type }).reason).toBe('BAD_DATA');
  });

  test('keeps upstream text to one masked line of 200 characters', () => {
    const msg = `错误\r\n{"level":"fatal"} 11010519491231002X 13812345678 ${'长'.repeat(500)}`;
    const result = read({ code: 'E9999', msg });
    if ('rows' in result) throw new Error('rows');
    expect(result.message.length).toBeLessThanOrEqual(200);
    expect(result.message).not.toMatch(/[\r\n]|11010519491231002X|13812345678/);
  });

  test('is understood or a typed fault, whatever the bytes', () => {
    const body = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ code: fc.jsonValue(), data: fc.jsonValue() })
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    fc.assert(
      fc.property(body, fc.constantFrom(200, 204, 301, 400, 429, 500, 503), (bytes, status) => {
        try {
          read(bytes, { status });
        } catch (error) {
          expect(error).toBeInstanceOf(DepartmentFault);
        }
      }),
    );
  });
});
