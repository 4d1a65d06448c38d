import { expect, test } from '@jest/globals';
import { describeStatus, refuseStatus } from '../../../../adapters/sdk/mapping/http-refusal.ts';
import type { HttpAnswer } from '../../../../adapters/sdk/wire/http-client.ts';

function answer(status: number, headers: HttpAnswer['headers'] = {}, body = ''): HttpAnswer {
  return { status, headers, body: Buffer.from(body) };
}

test.each([
  [429, 'THROTTLED', {}, 200],
  [429, 'THROTTLED', { 'retry-after': '2' }, 2_000],
  [429, 'THROTTLED', { 'retry-after': ['3', '4'] }, 3_000],
  [429, 'THROTTLED', { 'retry-after': '999999' }, 60_000],
  [429, 'THROTTLED', { 'retry-after': 'Fri, 20 Nov 2026 08:00:00 GMT' }, 200],
  [429, 'THROTTLED', { 'retry-after': '-1' }, 200],
  [502, 'UNREACHABLE', {}, undefined],
  [503, 'UNREACHABLE', { 'retry-after': ' 5 ' }, 5_000],
  [504, 'UNREACHABLE', {}, undefined],
  [301, 'BAD_DATA', { location: 'http://127.0.0.1:5432/' }, undefined],
  [307, 'BAD_DATA', {}, undefined],
] as const)('HTTP %i is %s', (status, reason, headers, retryAfterMs) => {
  const refused = answer(status, headers as HttpAnswer['headers']);
  expect(() => refuseStatus(refused, 'text')).toThrow(expect.objectContaining({ reason, retryAfterMs }));
});

test.each([200, 204, 400, 401, 404, 413, 500])('HTTP %i is the department’s own to explain', (status) => {
  expect(() => refuseStatus(answer(status, { 'retry-after': '5' }), 'text')).not.toThrow();
});

test('a status is described with the beginning of what came with it, masked', () => {
  expect(describeStatus(answer(400, {}, 'no\nsuch 11010519491231002X'))).toBe(
    'HTTP 400: no such 1101051949****002X',
  );
  expect(describeStatus(answer(500, {}, 'x'.repeat(10_000)))).toHaveLength('HTTP 500: '.length + 200);
});
