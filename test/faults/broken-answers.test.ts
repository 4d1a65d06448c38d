import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FreshnessReason } from '../../subgraphs/domain/freshness.ts';
import { httpBytes, type HttpAnswer } from '../../adapters/sdk/conformance/wire/http-wire-proxy.ts';
import { askLicence, DEPARTMENTS, type Department, untilLive } from '../support/licence-answer.ts';
import { SIGN_IN } from '../../adapters/sdk/conformance/wire/postgres-wire-proxy.ts';
import { startProxiedHub, type ProxiedHub } from '../support/proxied-hub.ts';
import type { Delivery } from '../../adapters/sdk/conformance/wire/wire-delivery.ts';

/** R06: answers that break off, lie about their length, or are empty. */
const MOST_ATTEMPTS = 2;
const HTTP_DEPARTMENTS = ['food', 'health', 'tobacco'] as const;

let proxied: ProxiedHub;

beforeAll(async () => {
  proxied = await startProxiedHub();
  for (const code of DEPARTMENTS) await proxied.hub.control('PUT', `${code}/settings`, { latencyMs: [1, 5] });
});
afterAll(() => proxied?.stop());
beforeEach(async () => {
  await proxied.heal();
  await untilLive(proxied.hub);
  for (const code of DEPARTMENTS) proxied.wires[code].log.reset();
});

async function expectOnly(code: Department, reasons: readonly FreshnessReason[]): Promise<void> {
  const { hub, wires } = proxied;
  const answer = await askLicence(hub);
  expect(answer.ms).toBeLessThan(1_200);
  expect(answer.answer.errors).toBeUndefined();
  expect(answer.answer.status).toBe(200);
  for (const each of DEPARTMENTS) {
    const { status, freshness } = answer.permit(each);
    expect(status).toBe('VALID');
    if (each !== code) expect(freshness).toMatchObject({ state: 'LIVE', reason: null });
    else expect(freshness.state).toBe('STALE');
  }
  expect(reasons).toContain(answer.permit(code).freshness.reason);
  const attempts = wires[code].log.calls.filter(({ asked }) => asked !== SIGN_IN);
  expect(attempts.length).toBeGreaterThanOrEqual(1);
  expect(attempts.length).toBeLessThanOrEqual(MOST_ATTEMPTS);
  // Nothing of a broken answer spoils the next one.
  await proxied.heal();
  expect((await askLicence(hub)).permit(code).freshness).toMatchObject({ state: 'LIVE', reason: null });
}

const half = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2));

describe.each<
  [what: string, tamper: (answer: HttpAnswer) => HttpAnswer | Delivery, reasons: FreshnessReason[]]
>([
  [
    'a reset in the middle of the body',
    (a) => ({ bytes: httpBytes(a).subarray(0, -20), then: 'reset' }),
    ['BAD_DATA'],
  ],
  [
    'a reset behind the headers',
    (a) => ({ bytes: httpBytes({ ...a, body: Buffer.alloc(0) }, 500), then: 'reset' }),
    ['BAD_DATA'],
  ],
  ['a reset before any answer', () => ({ bytes: Buffer.alloc(0), then: 'reset' }), ['UNREACHABLE']],
  ['a body that is cut in half, in order for HTTP', (a) => ({ ...a, body: half(a.body) }), ['BAD_DATA']],
  ['a body that lacks its last byte', (a) => ({ ...a, body: a.body.subarray(0, -1) }), ['BAD_DATA']],
  [
    'a connection closed before the promised length',
    (a) => ({ bytes: httpBytes(a, a.body.length + 50), then: 'end' }),
    ['BAD_DATA'],
  ],
  ['more bytes than promised', (a) => ({ bytes: httpBytes(a, Math.floor(a.body.length / 2)) }), ['BAD_DATA']],
  ['an empty 200', (a) => ({ ...a, body: Buffer.alloc(0) }), ['BAD_DATA']],
  ['an empty 200 without any header', (a) => ({ ...a, headers: {}, body: Buffer.alloc(0) }), ['BAD_DATA']],
  ['204 without content', (a) => ({ ...a, status: 204, body: Buffer.alloc(0) }), ['BAD_DATA', 'REJECTED']],
  [
    'what is no HTTP',
    () => ({ bytes: Buffer.from('220 mail.example ESMTP\r\n'), then: 'end' }),
    ['BAD_DATA'],
  ],
  ['a redirect', (a) => ({ ...a, status: 302, headers: { location: 'http://127.0.0.1:9/' } }), ['BAD_DATA']],
  ['wrong encoding', (a) => ({ ...a, body: Buffer.from(a.body.map((byte) => byte ^ 0x80)) }), ['BAD_DATA']],
])('%s', (_what, tamper, reasons) => {
  test.each(HTTP_DEPARTMENTS)('%s', async (code) => {
    proxied.wires[code].tamper = tamper;
    await expectOnly(code, reasons);
  });
});

describe.each<[what: string, tamper: (answer: Buffer) => Delivery, reasons: FreshnessReason[]]>([
  ['a reset in the middle of the rows', (bytes) => ({ bytes: half(bytes), then: 'reset' }), ['BAD_DATA']],
  [
    'the server hangs up in the middle of the rows',
    (bytes) => ({ bytes: half(bytes), then: 'end' }),
    ['BAD_DATA'],
  ],
  ['the server hangs up before any answer', () => ({ bytes: Buffer.alloc(0), then: 'end' }), ['UNREACHABLE']],
  ['a message with a wrong length', (bytes) => ({ bytes: withWrongLength(bytes) }), ['BAD_DATA', 'TIMEOUT']],
  [
    'an HTML page',
    () => ({ bytes: Buffer.from('HTTP/1.1 200 OK\r\n\r\n<html>系统登录</html>'), then: 'end' }),
    ['BAD_DATA'],
  ],
  ['bytes of another encoding', (bytes) => ({ bytes: withoutUtf8(bytes) }), ['BAD_DATA']],
])('culture: %s', (_what, tamper, reasons) => {
  test('its part is last known, typed, and asked at most twice', async () => {
    proxied.wires.culture.tamper = tamper;
    await expectOnly('culture', reasons);
  });
});

/** The first row claims to be longer than it is. */
function withWrongLength(bytes: Buffer): Buffer {
  const row = bytes.indexOf('D', 10);
  const spoilt = Buffer.from(bytes);
  spoilt.writeInt32BE(spoilt.readInt32BE(row + 1) + 3, row + 1);
  return spoilt;
}

/** The first byte of every Chinese character becomes one that UTF-8 does not have; the framing stays as it was. */
function withoutUtf8(bytes: Buffer): Buffer {
  const isMiddle = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  return Buffer.from(
    bytes.map((byte, at) => ((byte & 0xf0) === 0xe0 && isMiddle(at + 1) && isMiddle(at + 2) ? 0xff : byte)),
  );
}
