import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBusinessAnswer } from '../../../../adapters/health/business-answer.ts';
import { readSoapAnswer } from '../../../../adapters/health/soap-answer.ts';
import { DepartmentFault } from '../../../../adapters/sdk/contract.ts';

const sample = readFileSync('test/fixtures/health/query-response.xml');
const XML_TYPE = 'text/xml;charset=UTF-8';

function read(body: string | Buffer, { status = 200, type = XML_TYPE, headers = {} } = {}) {
  return readSoapAnswer({ status, headers: { 'content-type': type, ...headers }, body: Buffer.from(body) });
}

function envelope(body: string): string {
  return `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header/><S:Body>${body}</S:Body></S:Envelope>`;
}

function soapFault(code: string, message = '错误'): string {
  return envelope(`<S:Fault><faultcode>${code}</faultcode><faultstring>${message}</faultstring></S:Fault>`);
}

function faultOf(reading: () => unknown): DepartmentFault {
  try {
    reading();
  } catch (error) {
    if (error instanceof DepartmentFault) return error;
    throw error;
  }
  throw new Error('no fault');
}

function response(code: string, { total = '1', body = '<BODY/>', message = '信息' } = {}): string {
  return `<?xml version="1.0" encoding="GBK"?><RESPONSE><HEAD><RTNCODE>${code}</RTNCODE><RTNMSG>${message}</RTNMSG><TOTAL>${total}</TOTAL></HEAD>${body}</RESPONSE>`;
}

describe('the SOAP envelope of the health department', () => {
  test('of the vendor’s sample holds one row', () => {
    const answer = read(sample);
    if (answer.kind !== 'BUSINESS') throw new Error(answer.kind);
    const { rows, total } = readBusinessAnswer(answer.xml);
    expect(total).toBe(1);
    expect(rows).toEqual([
      {
        XKZH: '（蒙）卫公证字〔2023〕第150302-000217号',
        DWMC: '乌海市星河文化娱乐有限公司',
        XYDM: '91150302MA0NQ7K30J',
        DZ: '乌海市海勃湾区人民路88号3层',
        LB: '04',
        LBMC: '歌舞厅',
        FZRQ: '20230901',
        YXQZ: '20270831',
        FHRQ: '20250828',
        ZT: '01',
        ZTMC: '正常',
        FZJG: '乌海市海勃湾区卫生健康委员会',
      },
    ]);
  });

  test.each([
    ['soapenv:Server', false],
    ['wsu:MessageExpired', true],
    ['wsse:FailedAuthentication', true],
    ['ns1:SecurityError', true],
    ['MessageExpired', true],
    ['soapenv:Client', false],
  ])('with a SOAP Fault %s is a fault, with HTTP 500 or 200', (code, isSecurity) => {
    for (const status of [500, 200]) {
      expect(read(soapFault(code), { status })).toEqual({
        kind: 'FAULT',
        message: `SOAP Fault ${code}: 错误`,
        isSecurity,
      });
    }
  });

  test.each([
    ['cut short', sample.subarray(0, 700), XML_TYPE],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from('<a>'), Buffer.from([0xb3, 0xc9]), Buffer.from('</a>')]),
      XML_TYPE,
    ],
    ['an HTML page', '<html><h1>系统登录</h1></html>', 'text/html'],
    ['of no type', sample, ''],
    ['no envelope', '<a/>', XML_TYPE],
    ['without a body', '<Envelope/>', XML_TYPE],
    ['without a return value', envelope('<queryLicenseResponse/>'), XML_TYPE],
    [
      'with two return values',
      envelope('<queryLicenseResponse><return/><return/></queryLicenseResponse>'),
      XML_TYPE,
    ],
    [
      'with markup as return value',
      envelope('<queryLicenseResponse><return><a/></return></queryLicenseResponse>'),
      XML_TYPE,
    ],
    ['of another operation', envelope('<submitResponse><return>x</return></submitResponse>'), XML_TYPE],
    [
      'with a document type',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${envelope('&x;')}`,
      XML_TYPE,
    ],
    [
      'with an undeclared reference',
      envelope('<queryLicenseResponse><return>&lol;</return></queryLicenseResponse>'),
      XML_TYPE,
    ],
    ['nested too deep', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, XML_TYPE],
    ['empty', '', XML_TYPE],
  ])('%s is bad data', (_what, body, type) => {
    expect(faultOf(() => read(body, { type })).reason).toBe('BAD_DATA');
  });

  test.each([
    [502, 'UNREACHABLE'],
    [503, 'UNREACHABLE'],
    [504, 'UNREACHABLE'],
    [500, 'REJECTED'],
    [403, 'REJECTED'],
    [404, 'REJECTED'],
    [302, 'BAD_DATA'],
    [429, 'THROTTLED'],
  ])('with HTTP %i and no SOAP Fault is %s', (status, reason) => {
    expect(faultOf(() => read('<html/>', { status, type: 'text/html' })).reason).toBe(reason);
  });

  test('passes on how long the department wants to be left alone', () => {
    const headers = { 'retry-after': '3' };
    expect(faultOf(() => read('', { status: 429, headers })).retryAfterMs).toBe(3_000);
    expect(faultOf(() => read('', { status: 429 })).retryAfterMs).toBe(200);
    expect(faultOf(() => read('', { status: 503, headers })).retryAfterMs).toBe(3_000);
    expect(faultOf(() => read('', { status: 503 })).retryAfterMs).toBeUndefined();
  });
});

describe('the business XML of the health department', () => {
  const row = '<XKZ><XKZH>甲</XKZH></XKZ>';

  test('has one row or many as a list, and nothing in three ways', () => {
    expect(readBusinessAnswer(response('0000', { body: `<BODY>${row}</BODY>` })).rows).toEqual([
      { XKZH: '甲' },
    ]);
    expect(readBusinessAnswer(response('0000', { body: `<BODY>\n${row}\n${row}</BODY>` })).rows).toHaveLength(
      2,
    );
    for (const body of ['<BODY/>', '<BODY>\n</BODY>', '']) {
      for (const code of ['0000', '2001']) {
        expect(readBusinessAnswer(response(code, { total: '0', body }))).toEqual({ rows: [], total: 0 });
      }
      expect(readBusinessAnswer(response('0000', { total: '', body }))).toEqual({ rows: [], total: null });
    }
  });

  test('is read behind a BOM and leaked control characters, whatever encoding its prolog names', () => {
    const xml = `\u0000\ufeff\r\n${response('0000', { body: `<BODY>${row.replace('甲', '𠮷\u0003')}</BODY>` })}`;
    expect(readBusinessAnswer(xml).rows).toEqual([{ XKZH: '𠮷' }]);
  });

  test.each([
    ['1001', 'REJECTED'],
    ['1002', 'REJECTED'],
    ['9999', 'REJECTED'],
    ['9998', 'MAINTENANCE'],
    ['0', 'REJECTED'],
    ['ok', 'REJECTED'],
  ])('with RTNCODE %s is %s, even beside rows', (code, reason) => {
    expect(faultOf(() => readBusinessAnswer(response(code, { body: `<BODY>${row}</BODY>` }))).reason).toBe(
      reason,
    );
  });

  test.each([
    ['"no data" beside rows', response('2001', { body: `<BODY>${row}</BODY>` })],
    ['"no data" beside a total', response('2001')],
    ['a total of no sense', response('0000', { total: '-1' })],
    ['a body of unknown shape', response('0000', { body: '<BODY>x</BODY>' })],
    ['a body with other elements', response('0000', { body: '<BODY><XK/></BODY>' })],
    ['two bodies', response('0000', { body: `<BODY/><BODY>${row}</BODY>` })],
    ['two codes', '<RESPONSE><HEAD><RTNCODE>9999</RTNCODE><RTNCODE>0000</RTNCODE></HEAD></RESPONSE>'],
    ['no code', '<RESPONSE><HEAD/></RESPONSE>'],
    ['no head', '<RESPONSE/>'],
    ['another root', '<REQUEST/>'],
    ['a document type', `<!DOCTYPE RESPONSE [<!ENTITY a "aa">]>${response('0000')}`],
    ['a cut', response('0000').slice(0, -4)],
    ['nothing', ''],
  ])('%s is bad data', (_what, xml) => {
    expect(faultOf(() => readBusinessAnswer(xml)).reason).toBe('BAD_DATA');
  });

  test('keeps upstream text to one masked line of 200 characters', () => {
    const message = `错误\r\n{"level":"fatal"} 11010519491231002X 13812345678 ${'长'.repeat(500)}`;
    const { message: text } = faultOf(() => readBusinessAnswer(response('9999', { message })));
    expect(text.length).toBeLessThan(230);
    expect(text).not.toMatch(/[\r\n]|11010519491231002X|13812345678/);
    expect(read(soapFault('x', message))).toMatchObject({
      message: expect.not.stringMatching(/11010519491231002X/),
    });
  });

  test('is understood or a typed fault, whatever the bytes', () => {
    const name = fc.constantFrom(
      'RESPONSE',
      'HEAD',
      'BODY',
      'RTNCODE',
      'TOTAL',
      'XKZ',
      'XKZH',
      'constructor',
    );
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('0000', '2001', '', '7', '&lt;'),
        fc
          .tuple(name, fc.array(tie('element'), { maxLength: 3 }))
          .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag}>`),
      ),
    }));
    fc.assert(
      fc.property(
        fc.oneof(element, fc.string()),
        fc.constantFrom(200, 204, 301, 429, 500, 503),
        (xml, status) => {
          for (const reading of [() => readBusinessAnswer(xml), () => read(xml, { status })]) {
            try {
              reading();
            } catch (error) {
              expect(error).toBeInstanceOf(DepartmentFault);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
