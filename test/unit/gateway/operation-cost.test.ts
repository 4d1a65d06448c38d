import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { evaluate, type Variables } from '../../../gateway/demand/cost-formula.ts';
import { DEFAULT_COST_LIMITS, REQUEST_COST } from '../../../gateway/demand/cost-limits.ts';
import { readCostRules } from '../../../gateway/demand/cost-rules.ts';
import { createCostTable } from '../../../gateway/demand/cost-table.ts';
import { operationCost } from '../../../gateway/demand/operation-cost.ts';

const SDL = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  type Query {
    name: String
    self: Query
    dear: Query @cost(weight: 7)
    heavy: Heavy
    weighed: String @cost(weight: 3)
    names: [String!]
    things: [Thing!]!
    assumed: [Thing] @listSize(assumedSize: 4)
    sliced(first: Int = 20, last: Int): [Thing] @listSize(slicingArguments: ["first", "last"])
    unpreset(first: Int): [Thing] @listSize(assumedSize: 6, slicingArguments: ["first"])
    page(first: Int = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])
    search(filter: Filter, word: String @cost(weight: 2), many: [Filter!]): Thing
    either: Either
  }
  type Mutation { do: Thing }
  type Heavy @cost(weight: 5) { name: String }
  type Page { total: Int edges: [Edge!]! nodes: [Thing] }
  type Edge { node: Thing }
  type Thing implements Either { name: String inner: Thing list: [Thing!] @listSize(assumedSize: 3) }
  type Other implements Either { name: String list: [Thing!] @listSize(assumedSize: 9) }
  interface Either { name: String list: [Thing!] }
  input Filter { word: String weighed: String @cost(weight: 4) inner: Filter }
`;
const schema = buildSchema(SDL);
const rules = readCostRules(parse(SDL));

function cost(document: string, variables: Variables = {}, mostRows = 100): number {
  const parsed = parse(document);
  const operation = parsed.definitions[0] as OperationDefinitionNode;
  return evaluate(operationCost(schema, rules, parsed, operation), variables, mostRows);
}

describe('the cost of an operation', () => {
  test.each<[string, string, number, Variables?]>([
    ['a scalar is 0', '{ name }', 0],
    ['the type’s name and introspection are 0', '{ __typename __schema { types { name } } }', 0],
    ['an object is 1', '{ self { name } }', 1],
    ['objects add up', '{ self { self { name } } other: self { name } }', 3],
    ['a mutation is 10 more', 'mutation { do { name } }', 11],
    ['a field’s @cost takes the place of its object’s', '{ dear { name } }', 7],
    ['a type’s @cost is its objects’', '{ heavy { name } }', 5],
    ['a scalar can have one', '{ weighed }', 3],
    ['a list of scalars is 0', '{ names }', 0],
    ['a list about which nothing is said has 10 elements', '{ things { name } }', 10],
    ['an assumed size counts', '{ assumed { inner { name } } }', 8],
    ['lists in lists multiply', '{ assumed { list { name } } }', 4 + 4 * 3],
    ['an argument left out counts as its default', '{ sliced { name } }', 20],
    ['null counts as its default', '{ sliced(first: null) { name } }', 20],
    ['the greatest of several arguments counts', '{ sliced(first: 3, last: 30) { name } }', 30],
    ['a literal counts', '{ sliced(first: 3) { name } }', 3],
    ['0 rows cost nothing', '{ sliced(first: 0) { name } }', 0],
    ['a number below 0 is 0', '{ sliced(first: -5) { name } }', 0],
    ['an argument without a default counts as assumed', '{ unpreset { name } }', 6],
    [
      'a size goes to the fields that hold the elements',
      '{ page(first: 5) { edges { node { name } } } }',
      11,
    ],
    ['to all of them', '{ page(first: 5) { edges { node { name } } nodes { name } } }', 16],
    ['also in a fragment', '{ page(first: 5) { ...P } } fragment P on Page { edges { node { name } } }', 11],
    ['and to no other', '{ page(first: 5) { total } }', 1],
    ['a variable counts', 'query ($n: Int) { page(first: $n) { nodes { name } } }', 41, { n: 40 }],
    ['its absence counts as the default', 'query ($n: Int) { page(first: $n) { nodes { name } } }', 21],
    ['its own default counts', 'query ($n: Int = 7) { page(first: $n) { nodes { name } } }', 8],
    ['null does not', 'query ($n: Int = 7) { page(first: $n) { nodes { name } } }', 21, { n: null }],
    [
      'no number counts as the default',
      'query ($n: Int) { page(first: $n) { nodes { name } } }',
      21,
      { n: '9' },
    ],
    ['a page that is not served costs as the largest', '{ page(first: 99999) { nodes { name } } }', 101],
    [
      'also by a variable',
      'query ($n: Int) { page(first: $n) { nodes { name } } }',
      101,
      { n: Number.POSITIVE_INFINITY },
    ],
    ['an input object is 1', '{ search(filter: { word: "x" }) { name } }', 2],
    ['what it holds adds up', '{ search(filter: { weighed: "x", inner: { word: "y" } }) { name } }', 7],
    ['each of a list', '{ search(many: [{ word: "x" }, {}]) { name } }', 3],
    ['an argument’s @cost counts', '{ search(word: "x") { name } }', 3],
    [
      'an input object in a variable',
      'query ($f: Filter) { search(filter: $f) { name } }',
      7,
      {
        f: { weighed: 'x', inner: { word: 'y' } },
      },
    ],
    ['one that is left out is 0', 'query ($f: Filter) { search(filter: $f) { name } }', 1],
    ['what is skipped is 0', '{ self @skip(if: true) { name } name }', 0],
    ['what is not included is 0', '{ ... @include(if: false) { self { name } } }', 0],
    ['by a variable', 'query ($x: Boolean!) { self @include(if: $x) { name } }', 0, { x: false }],
    ['by a variable, included', 'query ($x: Boolean!) { self @include(if: $x) { name } }', 1, { x: true }],
    [
      'on both conditions',
      'query ($x: Boolean!) { self @include(if: $x) @skip(if: $x) { name } }',
      0,
      {
        x: true,
      },
    ],
    ['an interface’s list has the size that one of its types declares', '{ either { list { name } } }', 4],
    [
      'each fragment counts where it is spread',
      '{ ...F self { ...F } } fragment F on Query { self { name } }',
      3,
    ],
  ])('%s', (_, document, expected, variables = {}) => {
    expect(cost(document, variables)).toBe(expected);
  });

  test('of fragments that double twenty times over is worked out at once', () => {
    const fragments = Array.from(
      { length: 20 },
      (_, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`,
    );
    const from = performance.now();
    expect(cost(`{ ...F0 } ${fragments.join(' ')} fragment F20 on Query { self { name } }`)).toBe(2 ** 20);
    expect(performance.now() - from).toBeLessThan(200);
  });

  test('of a variable nested 10,000 deep is worked out, for others to refuse', () => {
    let f: unknown = {};
    for (let level = 0; level < 10_000; level += 1) f = [f];
    expect(cost('query ($f: [Filter!]) { search(many: $f) { name } }', { f })).toBeGreaterThanOrEqual(1);
  });

  test('is looked at once for a document that is asked again', () => {
    const document = parse('query ($n: Int) { page(first: $n) { nodes { name } } }');
    const costOf = createCostTable(schema, rules);
    const [operation] = document.definitions as OperationDefinitionNode[];
    expect(costOf(document, operation as OperationDefinitionNode)).toBe(
      costOf(document, operation as OperationDefinitionNode),
    );
  });
});

describe('the published operations', () => {
  const file = (path: string) => readFileSync(new URL(`../../../schema/${path}`, import.meta.url), 'utf8');
  const hub = buildSchema(file('api.graphql'));
  const hubRules = readCostRules(parse(file('supergraph.graphql')));
  const costOf = (name: string, variables: Variables, mostRows: number) => {
    const document = parse(file(`operations/${name}.graphql`));
    const operation = document.definitions[0] as OperationDefinitionNode;
    return evaluate(operationCost(hub, hubRules, document, operation), variables, mostRows);
  };
  const { anonymous, signedIn, service } = DEFAULT_COST_LIMITS;

  test('fit with the largest page: 100 rows, 500 for a service', () => {
    for (const name of ['licenses', 'expiringLicenses']) {
      const [ofHundred, ofFiveHundred] = [
        costOf(name, { first: 100 }, signedIn.mostRows),
        costOf(name, { first: 500 }, service.mostRows),
      ];
      expect(ofHundred).toBeGreaterThan(anonymous.mostCost);
      expect(ofHundred).toBeLessThanOrEqual(signedIn.mostCost);
      expect(ofFiveHundred).toBeGreaterThan(signedIn.mostCost);
      expect(ofFiveHundred).toBeLessThanOrEqual(service.mostCost);
    }
  });

  test('cost what the README says', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8').replaceAll(
      /\s+/g,
      ' ',
    );
    const [one, page] = [costOf('compositeLicense', {}, 100), costOf('licenses', { first: 100 }, 100)];
    expect(readme).toContain(
      `\`compositeLicense\` costs ${one}, a page of 100 of \`licenses\` ${page.toLocaleString('en')}.`,
    );
  });

  test('cost a page of 20 where its size is left out', () => {
    expect(costOf('licenses', {}, 100)).toBe(costOf('licenses', { first: 20 }, 100));
  });

  test('leave a signed-in caller at least 600 compositeLicense a minute', () => {
    const cost = costOf('compositeLicense', {}, signedIn.mostRows);
    expect(signedIn.budget / (cost + REQUEST_COST)).toBeGreaterThanOrEqual(600);
  });
});
