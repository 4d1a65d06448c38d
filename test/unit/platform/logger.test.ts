import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskLogLine } from '../../../subgraphs/platform/log-mask.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';
import { anyCitizenId } from '../domain/any-citizen-id.ts';

function createSink() {
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  return { sink, lines: () => text.split('\n').filter((line) => line !== '') };
}

/** What one call of the logger writes. */
function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const { sink, lines } = createSink();
  log(createLogger('test', 'trace', sink));
  const [line = '', ...more] = lines();
  expect(more).toEqual([]);
  expect(() => JSON.parse(line) as unknown).not.toThrow();
  return line;
}

const TOKEN = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJlc2lnbmF0dXJl';
const ID = '11010519491231002X';

describe('a line of the log', () => {
  test.each<[string, string, RegExp]>([
    ['a citizen id', `permit of ${ID} not found`, /11010519491231/],
    ['a phone number', 'call 13812345678 back', /13812345678/],
    ['a token', `sent ${TOKEN}`, /eyJ|c2ln/],
    ['a cut token', `sent ${TOKEN.slice(0, 40)}`, /eyJ/],
    ['a header', 'authorization: Bearer abcdefghijkl', /abcdefgh/],
    ['the password of an address', 'cannot reach postgresql://hub:p4ssw0rd@10.0.0.1/hub', /p4ssw0rd/],
    ['a secret in a query string', 'GET /x?access_token=abcdefgh&y=1', /abcdefgh/],
  ])('hides %s, wherever it is written', (_, text, hidden) => {
    const places = [
      (log: ReturnType<typeof createLogger>) => log.warn(text),
      (log: ReturnType<typeof createLogger>) => log.warn({ detail: text }, 'x'),
      (log: ReturnType<typeof createLogger>) => log.warn({ deep: [{ er: { than: text } }] }, 'x'),
      (log: ReturnType<typeof createLogger>) => log.warn({ [text]: 1 }, 'x'),
      (log: ReturnType<typeof createLogger>) => log.error({ err: new Error(text) }, 'x'),
      (log: ReturnType<typeof createLogger>) => log.error(new Error('x', { cause: new Error(text) })),
      (log: ReturnType<typeof createLogger>) => log.child({ detail: text }).warn('x'),
    ];
    for (const place of places) expect(written(place)).not.toMatch(hidden);
  });

  test('hides what stands under a key that says so, at any depth', () => {
    const line = written((log) =>
      log.warn({
        a: { password: 'one', FOOD_APP_SECRET: 'two', 'x-hub-signature': 'kept' },
        headers: { authorization: 'three', cookie: 'four' },
        permits: [{ holderName: '张三', legalPerson: '李四' }],
      }),
    );
    expect(line).not.toMatch(/one|two|three|four|张三|李四/);
    expect(line).toContain('kept');
  });

  test('shows of an error its type, code, message, place and cause, and nothing that hangs on it', () => {
    const error = Object.assign(
      new Error('insert into "issuance"."finding" values (\'张三\') - duplicate key'),
      {
        code: '23505',
        detail: 'Key (holder)=(张三) already exists.',
        parameters: ['张三'],
        query: 'select 张三',
      },
    );
    const line = written((log) => log.error({ err: error }, 'not recorded'));
    const { err } = JSON.parse(line) as { err: Record<string, unknown> };
    expect(err).toMatchObject({ type: 'Error', code: '23505', message: 'duplicate key' });
    expect(Object.keys(err).sort()).toEqual(['code', 'message', 'stack', 'type']);
    expect(err.stack).toMatch(/logger\.test\.ts/);
    expect(line).not.toContain('张三');
  });

  test('stays one line of JSON, and looks like what it is', () => {
    const line = written((log) =>
      log.warn({ by: 'a\r\n{"level":60,"msg":"forged"}\u2028\u009b31m\u202e' }, 'x\ny'),
    );
    expect(line).toContain('\\u009b31m\\u202e');
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  });

  test('is JSON whatever is in it, hides every citizen id, and masking it again changes nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), anyCitizenId, (value, text, id) => {
        const line = maskLogLine(JSON.stringify({ value, text, about: `${text} ${id} ` }));
        expect(() => JSON.parse(line) as unknown).not.toThrow();
        expect(line).not.toContain(id);
        expect(maskLogLine(line)).toBe(line);
      }),
    );
  });
});
