import { describe, expect, test } from '@jest/globals';
import { isDatabaseAway } from '../../../subgraphs/platform/database-away.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('a database is away', () => {
  test.each([
    coded('ECONNREFUSED'),
    coded('57P01', 'terminating connection due to administrator command'),
    coded('57P03', 'the database system is starting up'),
    coded('53300', 'sorry, too many clients already'),
    coded('08006'),
    coded('57014', 'canceling statement due to statement timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('Connection terminated due to connection timeout'),
    new Error('Query read timeout'),
    new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], ''),
    new Error('wrapped', { cause: coded('ECONNRESET') }),
  ])('where it says %s', (error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  test.each([
    coded('23505', 'duplicate key value violates unique constraint'),
    coded('42P01', 'relation "x" does not exist'),
    coded('22021', 'invalid byte sequence'),
    new TypeError('cannot read properties of undefined'),
    new Error('the Connection terminated'),
    'ECONNREFUSED',
    undefined,
    null,
  ])('but not where it says %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });

  test('and an error that is its own cause is looked at to an end', () => {
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;
    expect(isDatabaseAway(error)).toBe(false);
  });
});
