import { describe, expect, test } from '@jest/globals';
import { BrokenAnswer } from '../../../../adapters/sdk/wire/postgres/answer-guard.ts';
import { toDepartmentFault } from '../../../../adapters/sdk/wire/postgres/database-fault.ts';
import { NotReached } from '../../../../adapters/sdk/wire/postgres/guarded-client.ts';

const FRESH = { answerHasBegun: false, connectionWasKept: false };
const withCode = (code: string, message = 'told by the server') =>
  Object.assign(new Error(message), { code });

describe('why the database did not answer', () => {
  test.each([
    ['42703', 'BAD_DATA'],
    ['42P01', 'BAD_DATA'],
    ['3F000', 'BAD_DATA'],
    ['42883', 'BAD_DATA'],
    ['22021', 'BAD_DATA'],
    ['XX001', 'BAD_DATA'],
    ['53300', 'THROTTLED'],
    ['28P01', 'REJECTED'],
    ['28000', 'REJECTED'],
    ['42501', 'REJECTED'],
    ['3D000', 'REJECTED'],
    ['XX000', 'REJECTED'],
    ['57014', 'TIMEOUT'],
    ['55P03', 'TIMEOUT'],
    ['57P01', 'UNREACHABLE'],
    ['57P03', 'UNREACHABLE'],
    ['08006', 'UNREACHABLE'],
    ['ECONNREFUSED', 'UNREACHABLE'],
    ['ECONNRESET', 'UNREACHABLE'],
    ['EPIPE', 'UNREACHABLE'],
    ['ENOTFOUND', 'UNREACHABLE'],
  ])('%s is %s', (code, reason) => {
    expect(toDepartmentFault(withCode(code), 'culture', FRESH).reason).toBe(reason);
  });

  test('a view that is not as agreed is named as such', () => {
    const fault = toDepartmentFault(withCode('42703', 'column v.hdry does not exist'), 'culture', FRESH);
    expect(fault.message).toContain('SCHEMA_DRIFT');
    expect(fault.message).toContain('v.hdry');
  });

  test('a connection lost in the middle of an answer is a broken answer', () => {
    const lost = new Error('Connection terminated unexpectedly');
    expect(toDepartmentFault(lost, 'culture', { ...FRESH, answerHasBegun: true }).reason).toBe('BAD_DATA');
    expect(toDepartmentFault(new BrokenAnswer('x'), 'culture', FRESH).reason).toBe('BAD_DATA');
  });

  test('only a kept connection that was lost before any answer may be asked again at once', () => {
    const lost = new Error('Connection terminated unexpectedly');
    expect(toDepartmentFault(lost, 'culture', { ...FRESH, connectionWasKept: true })).toMatchObject({
      reason: 'UNREACHABLE',
      resendable: true,
    });
    expect(toDepartmentFault(lost, 'culture', FRESH).resendable).toBe(false);
    expect(
      toDepartmentFault(lost, 'culture', { answerHasBegun: true, connectionWasKept: true }).resendable,
    ).toBe(false);
  });

  test('a port that was never reached is unreachable, one that was and kept silent is late', () => {
    const message = 'Connection terminated due to connection timeout';
    expect(toDepartmentFault(new Error(message), 'culture', FRESH).reason).toBe('TIMEOUT');
    expect(
      toDepartmentFault(new Error(message, { cause: new NotReached('x') }), 'culture', FRESH).reason,
    ).toBe('UNREACHABLE');
  });

  test("the server's text is cut, on one line, and without personal data", () => {
    const text = `invalid value "11010519491231002X"\n${'x'.repeat(500)}`;
    const { message } = toDepartmentFault(withCode('22P02', text), 'culture', FRESH);
    expect(message).not.toContain('19491231');
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(260);
  });

  test('what is no error at all is unreachable, not a crash', () => {
    expect(toDepartmentFault(undefined, 'culture', FRESH).reason).toBe('UNREACHABLE');
  });
});
