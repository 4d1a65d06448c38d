import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextSerialNumber, writeSoapRequest } from '../../../../adapters/health/soap-request.ts';
import { createUsernameToken } from '../../../../adapters/health/username-token.ts';
import { child, parseXml } from '../../../../adapters/health/xml-tree.ts';

const sample = readFileSync('test/fixtures/health/query-request.xml', 'utf8');
/** As in the vendor's sample: its nonce, its moment, its password. */
const token = createUsernameToken(
  { username: 'YZH_HUB', password: 'Hlth#2026' },
  new Date('2026-11-19T08:00:00.999Z'),
  Buffer.from('0123456789abcdef'),
);

function businessOf(envelope: string): unknown {
  const body = child(child(parseXml(envelope), 'Envelope'), 'Body');
  return parseXml(child(child(body, 'queryLicense'), 'arg0') as string).REQUEST;
}

describe('a request to the health department', () => {
  test('is the vendor’s sample, byte for byte', () => {
    const query = { uscc: '91150302MA0NQ7K30J', page: 1, rows: 50 };
    expect(writeSoapRequest(query, token, '20261119000001')).toBe(sample);
  });

  test('asks for many numbers with one element each', () => {
    const sent = writeSoapRequest(
      { numbers: ['甲〔2023〕', '乙'], page: 1, rows: 100 },
      token,
      '20261119000002',
    );
    expect(businessOf(sent)).toMatchObject({ BODY: { XKZH: ['甲〔2023〕', '乙'], PAGE: '1', ROWS: '100' } });
  });

  test('carries any number as text, never as markup', () => {
    const number = fc.string({ unit: fc.constantFrom(...'<>&"\']/![XKZHarg0-𠮷（〔') });
    fc.assert(
      fc.property(number, (asked) => {
        const sent = writeSoapRequest({ numbers: [asked], page: 1, rows: 1 }, token, '1');
        expect(businessOf(sent)).toEqual({
          HEAD: { YWBH: 'WS1001', LSH: '1' },
          BODY: { XKZH: asked, PAGE: '1', ROWS: '1' },
        });
      }),
    );
  });

  test('bears a serial number of the Beijing day that differs from the last', () => {
    const at = new Date('2026-11-18T16:00:00Z');
    const [first, second] = [nextSerialNumber(at), nextSerialNumber(at)];
    expect(first).toMatch(/^20261119\d{6}$/);
    expect(second).not.toBe(first);
  });
});

describe('the token of the health department', () => {
  test('is the vector’s, written to the second, with a nonce of its own at every call', () => {
    expect(token).toEqual({
      username: 'YZH_HUB',
      digest: 'UHA9Tm1h//QLh0dK3dM08/6I5l8=',
      nonce: 'MDEyMzQ1Njc4OWFiY2RlZg==',
      created: '2026-11-19T08:00:00Z',
    });
    const one = createUsernameToken({ username: 'a', password: 'b' }, new Date());
    const other = createUsernameToken({ username: 'a', password: 'b' }, new Date());
    expect(one.nonce).not.toBe(other.nonce);
    expect(Buffer.from(one.nonce, 'base64')).toHaveLength(16);
  });
});
