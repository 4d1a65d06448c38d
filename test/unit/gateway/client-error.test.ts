import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { createClientErrorFormat } from '../../../gateway/errors/client-error.ts';
import { ERROR_CODES } from '../../../subgraphs/platform/error-codes.ts';
import { hubError } from '../../../subgraphs/platform/hub-error.ts';

const logged: string[] = [];
const log = pino(
  { level: 'warn' },
  new Writable({ write: (chunk: Buffer, _, done) => (logged.push(chunk.toString()), done()) }),
);
const format = createClientErrorFormat(log);

/** As Apollo Server calls it: what it made of the error, and the error. */
function shown(error: GraphQLError, extensions: Record<string, unknown> = error.extensions) {
  return format({ message: error.message, ...(error.path ? { path: error.path } : {}), extensions }, error);
}

describe('what a client sees of an error', () => {
  test('is message, place and code where the code is of the table', () => {
    const error = hubError('LICENSE_NOT_FOUND', 'Not there. Look elsewhere.', { path: ['compositeLicense'] });
    expect(shown(error)).toEqual({
      message: 'Not there. Look elsewhere.',
      path: ['compositeLicense'],
      extensions: { code: 'LICENSE_NOT_FOUND' },
    });
  });

  test.each([
    new GraphQLError('connect ECONNREFUSED 10.0.0.7:5432', { extensions: { code: 'ECONNREFUSED' } }),
    new GraphQLError('select secret from issuance.licence', {
      originalError: new TypeError('boom at /srv/x.ts:3'),
    }),
    new GraphQLError('a token', { extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at x.ts'] } }),
    new GraphQLError('toString', { extensions: { code: 'toString' } }),
  ])('is an incident number alone where it is not: %s', (error) => {
    const { message, extensions, ...rest } = shown(error);
    expect(rest).toEqual({});
    expect(extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      incident: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(message).toBe(`Something went wrong in the hub. Report incident ${String(extensions?.incident)}.`);
    // Whoever is told the number finds the rest in the log.
    expect(logged.at(-1)).toContain(String(extensions?.incident));
    expect(logged.at(-1)).toContain((error.originalError ?? error).message);
  });

  test('keeps the code of a limit that Apollo Server takes for any validation error', () => {
    const reported = hubError('LIMIT_DEPTH', 'Too deep. Select less.');
    const wrapped = new GraphQLError(reported.message, { originalError: reported });
    expect(shown(wrapped, { code: 'GRAPHQL_VALIDATION_FAILED' }).extensions).toEqual({ code: 'LIMIT_DEPTH' });
  });

  test.each([
    [
      'GRAPHQL_PARSE_FAILED',
      'Syntax Error: Document contains more that 2000 tokens. Parsing aborted.',
      'LIMIT_TOKENS',
    ],
    ['GRAPHQL_VALIDATION_FAILED', 'Validation aborted.', 'LIMIT_COST'],
    ['GRAPHQL_VALIDATION_FAILED', 'Maximum introspection depth exceeded', 'LIMIT_DEPTH'],
  ])('gives a limit of graphql-js its code (%s, %s)', (code, message, wanted) => {
    const error = shown(new GraphQLError(message), { code });
    expect(error.extensions).toEqual({ code: wanted });
    expect(error.message).toMatch(/\. Select/);
  });

  test('suggests no names of the schema for variables', () => {
    const message =
      'Value "VALIT" does not exist in "S" enum. Did you mean the enum value "VALID" or "VOID"?';
    expect(shown(new GraphQLError(message), { code: 'BAD_USER_INPUT' }).message).toBe(
      'Value "VALIT" does not exist in "S" enum.',
    );
  });

  test('does not repeat a long value, nor half a character of it', () => {
    const { message } = shown(new GraphQLError(`got ${'😀'.repeat(50_000)}`), { code: 'BAD_USER_INPUT' });
    expect(message.length).toBeLessThan(500);
    expect(message.isWellFormed()).toBe(true);
  });

  test.each(Object.entries(ERROR_CODES))(
    'has a cause and a remedy for %s in the table',
    (_, { cause, remedy }) => {
      expect(cause).toMatch(/^\p{Lu}|^`/u);
      expect(`${cause} ${remedy}`).toMatch(/[.;]$/);
      expect(remedy.length).toBeGreaterThan(10);
    },
  );
});
