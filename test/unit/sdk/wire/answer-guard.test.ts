import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AnswerGuard, BrokenAnswer } from '../../../../adapters/sdk/wire/postgres/answer-guard.ts';

function message(type: string, bytes: number): Buffer {
  const buffer = Buffer.alloc(5 + bytes, 'x');
  buffer.write(type, 'latin1');
  buffer.writeInt32BE(4 + bytes, 1);
  return buffer;
}

describe('what a server sends', () => {
  test('passes wherever it is cut', () => {
    const answer = Buffer.concat([
      message('1', 0),
      message('T', 80),
      message('D', 300),
      message('C', 9),
      message('Z', 1),
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(answer.length)), (cuts) => {
        const guard = new AnswerGuard();
        const places = [0, ...cuts.sort((a, b) => a - b), answer.length];
        places.slice(1).forEach((end, at) => guard.inspect(answer.subarray(places[at], end)));
        expect(guard.received).toBe(answer.length);
      }),
    );
  });

  test.each([['HTTP/1.1 200 OK'], ['<html>'], ['\0\0\0\0'], ['SSH-2.0-OpenSSH_9']])(
    'is refused as %p',
    (text) => {
      expect(() => new AnswerGuard().inspect(Buffer.from(text))).toThrow(BrokenAnswer);
    },
  );

  test('is refused where a message is shorter than its own header or longer than an answer may be', () => {
    const short = message('D', 0);
    short.writeInt32BE(3, 1);
    expect(() => new AnswerGuard().inspect(short)).toThrow(BrokenAnswer);
    const long = message('D', 0);
    long.writeInt32BE(0x7fffffff, 1);
    expect(() => new AnswerGuard().inspect(long)).toThrow(BrokenAnswer);
  });

  test('is refused where all of it is too much, and counts anew for the next answer', () => {
    const guard = new AnswerGuard();
    const row = message('D', 1024 * 1024);
    guard.inspect(row);
    guard.beginAnswer();
    guard.inspect(row);
    expect(() => guard.inspect(row)).toThrow(BrokenAnswer);
  });
});
