import { describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { DEFAULT_LIMITS, limitRule } from '../../../gateway/limits/operation-limits.ts';

const schema = buildSchema('type Query { self: Query, name: String }');
const limits = { depth: 5, aliases: 3, directives: 4, tokens: 1_000, fields: 20 };

function codesOf(document: string, given = limits): unknown[] {
  return validate(schema, parse(document), [limitRule(given)]).map(({ extensions }) => extensions.code);
}

const nested = (levels: number) => `${'self { '.repeat(levels - 1)}name${' }'.repeat(levels - 1)}`;
const skipped = '@skip(if: false)';

describe('the limits of an operation', () => {
  test.each([
    ['levels of fields', `{ ${nested(5)} }`, `{ ${nested(6)} }`, 'LIMIT_DEPTH'],
    [
      'levels through a fragment',
      `{ ...F } fragment F on Query { ${nested(5)} }`,
      `{ self { ...F } } fragment F on Query { ${nested(5)} }`,
      'LIMIT_DEPTH',
    ],
    ['aliases', '{ a: name b: name c: name }', '{ a: name b: name c: name d: name }', 'LIMIT_ALIASES'],
    [
      'aliases of a fragment spread twice',
      '{ ...F } fragment F on Query { a: name b: name }',
      '{ ...F self { ...F } } fragment F on Query { a: name b: name }',
      'LIMIT_ALIASES',
    ],
    [
      'directives on fields',
      `{ name ${skipped} name ${skipped} name ${skipped} name ${skipped} }`,
      `{ name ${skipped.repeat(5)} }`,
      'LIMIT_DIRECTIVES',
    ],
    [
      'directives on the operation and on fragments',
      `query @a { ... ${skipped} { name } ...F ${skipped} } fragment F on Query { name }`,
      `query @a @a { ... ${skipped} { name } ...F ${skipped} ...F ${skipped} } fragment F on Query { name }`,
      'LIMIT_DIRECTIVES',
    ],
    ['fields', `{ ${'name '.repeat(20)} }`, `{ ${'name '.repeat(21)} }`, 'LIMIT_COST'],
  ])('bound the number of %s', (_, within, beyond, code) => {
    expect(codesOf(within)).toEqual([]);
    expect(codesOf(beyond)).toEqual([code]);
  });

  test('are told with what was found, what is served and what to do', () => {
    const [error] = validate(schema, parse(`{ ${nested(6)} }`), [limitRule(limits)]);
    expect(error?.message).toBe('The operation nests 6 levels; at most 5 are served. Select fewer levels.');
    expect(error?.extensions.http).toEqual({ status: 400 });
  });

  test('hold for each operation of a document, whichever is run', () => {
    expect(codesOf(`query A { name } query B { ${nested(6)} }`)).toEqual(['LIMIT_DEPTH']);
  });

  test('count no levels of introspection, but its aliases', () => {
    expect(codesOf(getIntrospectionQuery(), { ...limits, fields: 1_000 })).toEqual([]);
    expect(codesOf('{ __schema { a: types { b: name c: name d: name } } }')).toEqual(['LIMIT_ALIASES']);
  });

  test('come first among all that is wrong with a document', () => {
    const errors = validate(schema, parse(`fragment X on Nothing { none } { ${nested(6)} none ...X }`), [
      limitRule(limits),
    ]);
    expect(errors[0]?.extensions.code).toBe('LIMIT_DEPTH');
  });

  test('leave circular and unknown fragments to the rules that name them', () => {
    expect(codesOf('{ ...F ...G } fragment F on Query { name ...F }')).toEqual([]);
  });

  test('measure a document that doubles its fragments 30 times over at once', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const document = parse(`{ ...F0 } ${doubling.join(' ')} fragment F30 on Query { name }`);
    const from = performance.now();
    const errors = validate(schema, document, [limitRule(DEFAULT_LIMITS)]);
    expect(performance.now() - from).toBeLessThan(200);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['LIMIT_COST']);
  });
});
