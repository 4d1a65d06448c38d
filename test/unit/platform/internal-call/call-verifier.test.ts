import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Caller } from '../../../../subgraphs/domain/caller.ts';
import { readCallKeys } from '../../../../subgraphs/platform/internal-call/call-keys.ts';
import {
  CALL_HEADERS,
  signCall,
  signedHeaders,
} from '../../../../subgraphs/platform/internal-call/call-signature.ts';
import {
  CALL_WINDOW_MS,
  createCallVerifier,
} from '../../../../subgraphs/platform/internal-call/call-verifier.ts';
import { createNonceMemory } from '../../../../subgraphs/platform/internal-call/nonce-memory.ts';

const secret = () => randomBytes(32).toString('base64url');
const [old, young] = [`old:${secret()}`, `young:${secret()}`];
const keys = readCallKeys(old);
const caller: Caller = {
  role: 'officer',
  id: 'wang',
  region: '410200',
  department: 'registry',
  authority: 'film',
  uscc: '91350100M000100Y43',
};
const body = '{"query":"{ a }"}';

interface Sent {
  method?: string;
  path?: string;
  body?: string;
  headers: Record<string, string>;
}

function createReceiver(options: Parameters<typeof createCallVerifier>[0] = {}, known = keys) {
  const plausible = createCallVerifier({ rememberedMs: () => Infinity, ...options });
  return ({ method = 'POST', path = '/food', body: sent = body, headers }: Sent) => {
    const call = plausible(known, { method, path, headers });
    return 'refused' in call ? call : call.verify(Buffer.from(sent));
  };
}

const signed = (call: Partial<Sent> = {}, by = keys) =>
  signedHeaders(by, { method: 'POST', path: '/food', body, caller, ...call });

/** Signed as a role would, at another moment. */
function signedAt(time: number, nonce = randomBytes(12).toString('base64url')): Record<string, string> {
  const headers: Record<string, string> = {
    ...signed(),
    [CALL_HEADERS.time]: String(time),
    [CALL_HEADERS.nonce]: nonce,
  };
  const parts = {
    method: 'POST',
    path: '/food',
    body,
    time: String(time),
    nonce,
    keyId: 'old',
    caller: String(headers[CALL_HEADERS.caller]),
  };
  const signature = signCall(keys.current.secret, parts).toString('base64url');
  return { ...headers, [CALL_HEADERS.signature]: signature };
}

describe('a call between roles', () => {
  test('is taken once, as who its caller is', () => {
    const receive = createReceiver();
    const headers = signed();
    expect(receive({ headers })).toEqual({ caller });
    expect(receive({ headers })).toEqual({ refused: 'replayed' });
  });

  test.each(Object.values(CALL_HEADERS))('is refused with another %s, and without one', (name) => {
    const receive = createReceiver();
    const headers = signed();
    const { [name]: own = '', ...without } = headers;
    const other = own.startsWith('A') ? `B${own.slice(1)}` : `A${own.slice(1)}`;
    expect(receive({ headers: { ...headers, [name]: other } })).toEqual({ refused: expect.any(String) });
    expect(receive({ headers: without })).toEqual({ refused: expect.any(String) });
    // It was not used up by those who tried.
    expect(receive({ headers })).toEqual({ caller });
  });

  test.each([[{ method: 'PUT' }], [{ path: '/health' }], [{ path: '/food?a' }], [{ body: `${body} ` }]])(
    'is refused as another one: %j',
    (changed) => {
      expect(createReceiver()({ headers: signed(), ...changed })).toEqual({ refused: 'signature' });
    },
  );

  test('is refused outside 300 s either way, and where its time is no time', () => {
    const now = Date.now();
    const receive = createReceiver({ now: () => now });
    for (const time of [now - CALL_WINDOW_MS, now + CALL_WINDOW_MS]) {
      expect(receive({ headers: signedAt(time) })).toEqual({ caller });
    }
    for (const time of [now - CALL_WINDOW_MS - 1, now + CALL_WINDOW_MS + 1, Number.NaN, Infinity, 1e3]) {
      expect(receive({ headers: signedAt(time) })).toEqual({ refused: expect.stringMatching(/^clock/) });
    }
  });

  test('that was signed before this process began is refused: one before it may have had it', () => {
    const now = Date.now();
    const receive = createReceiver({ now: () => now, rememberedMs: () => 2_000 });
    expect(receive({ headers: signedAt(now - 2_000) })).toEqual({ caller });
    expect(receive({ headers: signedAt(now - 2_001) })).toEqual({
      refused: expect.stringMatching(/^signed/),
    });
  });

  test('is verified by any key of the list and signed by the first, so that keys can be changed in turn', () => {
    const both = readCallKeys(`${young},${old}`);
    const receive = createReceiver({}, both);
    expect(receive({ headers: signed({}, keys) })).toEqual({ caller });
    expect(receive({ headers: signed({}, both) })).toEqual({ caller });
    const changed = createReceiver({}, readCallKeys(young));
    expect(changed({ headers: signed({}, both) })).toEqual({ caller });
    expect(changed({ headers: signed({}, keys) })).toEqual({ refused: 'unknown key' });
  });

  test.each([
    [{ role: 'king', id: 'x' }],
    [{ role: 'service' }],
    [{ role: 'officer', id: 'x', department: ['food'] }],
    [null],
  ])('by a caller that is none is refused, however well it is signed: %j', (forged) => {
    const headers = signedHeaders(keys, { method: 'POST', path: '/food', body, caller: forged as never });
    expect(createReceiver()({ headers })).toEqual({ refused: 'caller' });
  });

  test('no change of one byte passes', () => {
    const receive = createReceiver();
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const bytes = Buffer.from(body);
        const position = place % bytes.length;
        bytes[position] = (bytes[position] ?? 0) ^ change;
        const call = createCallVerifier({ rememberedMs: () => Infinity })(keys, {
          method: 'POST',
          path: '/food',
          headers: signed(),
        });
        expect('verify' in call && call.verify(bytes)).toEqual({ refused: 'signature' });
      }),
    );
    expect(receive({ headers: signed() })).toEqual({ caller });
  });
});

describe('the memory of calls', () => {
  test('has each call for as long as its time is accepted, whatever the clocks, and no longer', () => {
    const window = 300_000;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ skew: fc.integer({ min: -window, max: window }), wait: fc.nat({ max: 200_000 }) }),
          { maxLength: 40 },
        ),
        (calls) => {
          let now = 1_800_000_000_000;
          const memory = createNonceMemory(window, () => now);
          const seen: { nonce: string; time: number }[] = [];
          calls.forEach(({ skew, wait }, position) => {
            const call = { nonce: `n${position}`, time: now + skew };
            expect(memory.isFirst(call.nonce, call.time)).toBe(true);
            seen.push(call);
            now += wait;
            for (const { nonce, time } of seen) {
              if (Math.abs(now - time) <= window) expect(memory.isFirst(nonce, time)).toBe(false);
            }
          });
        },
      ),
    );
  });
});

describe('keys', () => {
  test.each([
    ['', /^INTERNAL_KEYS: key 1 must read ID:SECRET/],
    ['a', /key 1 must read/],
    [`${old},b:c2hvcnQ`, /key 2 must read/],
    [`${old}:x`, /key 1 must read/],
    [`${old},${old}`, /two keys have the same id/],
  ])('%j is refused without a word of it', (text, message) => {
    expect(() => readCallKeys(text)).toThrow(message);
    try {
      readCallKeys(text);
    } catch (error) {
      expect(String(error)).not.toContain(old.slice(4, 12));
    }
  });
});
