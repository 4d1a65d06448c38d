import { describe, expect, test } from '@jest/globals';
import { Kind, buildSchema, executeSync, parse, validate, type OperationDefinitionNode } from 'graphql';
import { settleIntrospection } from '../../../gateway/planning/settle-introspection.ts';

const schema = buildSchema('type Query { name: String, self: Query }');
const rootValue = { name: 'hub', self: { name: 'again' } };

function settled(query: string, variables: Record<string, unknown> | undefined = {}) {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return settleIntrospection(document, operation as OperationDefinitionNode, () => variables);
}

describe('introspection behind a condition', () => {
  test.each<[string, Record<string, unknown>?]>([
    ['{ name ... @include(if: true) { __schema { queryType { name } } } }'],
    ['{ ... @include(if: false) { __schema { queryType { name } } } name }'],
    ['{ ... @skip(if: true) { __type(name: "Query") { name } } }'],
    ['query ($x: Boolean!) { ... @include(if: $x) { t: __type(name: "Query") { name } name } }', { x: true }],
    [
      'query ($x: Boolean!) { ... @include(if: $x) { t: __type(name: "Query") { name } name } }',
      { x: false },
    ],
    [
      '{ ...F @include(if: true) } fragment F on Query { self { name } ... { ...G @skip(if: false) } } fragment G on Query { __schema { queryType { name } } a: name }',
    ],
    [
      'query ($x: Boolean!) { ... @include(if: $x) { ... @skip(if: $x) { __schema { types { name } } } } name @include(if: $x) }',
      { x: true },
    ],
  ])('is settled by the variables, to the same answer: %s %j', (query, variables = {}) => {
    const document = settled(query, variables);
    if (!document) throw new Error('nothing was settled');
    const answer = (given: typeof document) =>
      JSON.stringify(executeSync({ schema, document: given, rootValue, variableValues: variables }));
    expect(answer(document)).toBe(answer(parse(query)));
    const problems = validate(schema, document).filter(({ message }) => !/is never used/.test(message));
    expect(problems).toEqual([]);
    // What the planner cannot do is gone: once more there is nothing to settle.
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    expect(settleIntrospection(document, operation as OperationDefinitionNode, () => variables)).toBeNull();
  });

  test.each([
    '{ name }',
    '{ __schema { queryType { name } } }',
    '{ __schema @include(if: true) { queryType { name } } }',
    '{ ... { ...F } } fragment F on Query { __type(name: "Query") { name } }',
    '{ ... @include(if: true) { name __typename } }',
    '{ self { ... @include(if: true) { name } } }',
  ])('is nothing to settle in %s', (query) => {
    expect(settled(query)).toBeNull();
  });

  test('is left alone where the variables do not fit, which is reported elsewhere', () => {
    const query = 'query ($x: Boolean!) { ... @include(if: $x) { __schema { queryType { name } } } }';
    const document = parse(query);
    expect(
      settleIntrospection(document, document.definitions[0] as OperationDefinitionNode, () => undefined),
    ).toBeNull();
  });
});
