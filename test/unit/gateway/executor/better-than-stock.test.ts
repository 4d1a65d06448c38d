import { composeServices } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import {
  createTwinExecutors,
  type FakeAnswer,
  type Outcome,
} from '../../../support/federation/twin-executors.ts';

/**
 * What the executor of `@apollo/gateway` 2.14.4 gets wrong and ours does not: the exceptions that the differential test
 * makes. Each is shown on both, so that one which a newer version has mended is found here.
 */
const subgraph = (name: string, sdl: string) => ({
  name,
  url: `http://${name}`,
  typeDefs: parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
    import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject"]) ${sdl}`),
});

const { supergraphSdl, errors } = composeServices([
  subgraph(
    'a',
    `type Query { box: Box boxes: [Box] thing: Thing things: [Thing] number: Int ident: ID any: Any }
     interface Thing @key(fields: "id") { id: ID! name: String }
     type Box implements Thing @key(fields: "id") { id: ID! name: String! grid: [[Part]] @shareable
       cells: [[Cell]] @shareable size: Int @shareable label: String }
     type Jar implements Thing @key(fields: "id") { id: ID! name: String }
     type Bag { size: Int }
     union Any = Bag | Box
     type Part @shareable { one: Int }
     type Cell @shareable { one: Int }`,
  ),
  subgraph(
    'b',
    `type Box @key(fields: "id") { id: ID! grid: [[Part]] @shareable size: Int @external weight: Int
       cells: [[Cell]] @external shape: String @requires(fields: "size") layout: String @requires(fields: "cells { one }") }
     type Part @shareable { two: Int }
     type Cell @shareable { one: Int }`,
  ),
  subgraph('c', 'type Thing @key(fields: "id") @interfaceObject { id: ID! extra: Int }'),
]);
if (supergraphSdl === undefined) throw new Error(String(errors));
const twins = createTwinExecutors(supergraphSdl);

type Answers = Record<string, FakeAnswer | ((variables: Record<string, unknown>) => FakeAnswer)>;

async function both(query: string, answers: Answers): Promise<{ own: Outcome; stock: Outcome }> {
  const ask = async ({
    subgraph: name,
    variables,
  }: {
    subgraph: string;
    variables: Record<string, unknown>;
  }) => {
    const answer = answers[name] ?? {};
    return JSON.parse(
      JSON.stringify(typeof answer === 'function' ? answer(variables) : answer),
    ) as FakeAnswer;
  };
  const document = parse(query);
  return { own: await twins.runOwn(document, {}, ask), stock: await twins.runStock(document, {}, ask) };
}

const entities = (...entities: unknown[]): FakeAnswer => ({ data: { _entities: entities } });

describe('where the stock executor is wrong, ours', () => {
  test('merges lists of lists', async () => {
    const { own, stock } = await both('{ box { grid { one two } } }', {
      a: { data: { box: { __typename: 'Box', id: '1', grid: [[{ one: 1 }, null]] } } },
      b: entities({ grid: [[{ two: 2 }, null]] }),
    });
    expect(own.data).toEqual({ box: { grid: [[{ one: 1, two: 2 }, null]] } });
    expect(stock.data).toEqual({ box: { grid: [[{ one: null, two: 2 }, null]] } });
  });

  test('sends lists of lists that are required', async () => {
    const { own, stock } = await both('{ box { layout } }', {
      a: { data: { box: { __typename: 'Box', id: '1', cells: [[{ one: 1 }]] } } },
      b: entities({ layout: 'a' }),
    });
    const cells = ({ calls }: Outcome) =>
      (calls[1]?.variables.representations as { cells: unknown }[])[0]?.cells;
    expect(cells(own)).toEqual([[{ one: 1 }]]);
    expect(cells(stock)).toEqual([null]);
  });

  test('remembers the type of an object of which another subgraph knows only the interface', async () => {
    const { own, stock } = await both('{ thing { __typename extra } }', {
      a: { data: { thing: { __typename: 'Box', id: '1' } } },
      c: entities({ __typename: 'Thing', extra: 3 }),
    });
    expect(own.data).toEqual({ thing: { __typename: 'Box', extra: 3 } });
    expect(stock.data).toEqual({ thing: null });
  });

  test('remembers the type of an object behind a fragment on its interface', async () => {
    const { own, stock } = await both('{ box { ... on Thing { ... on Box { label } } } }', {
      a: { data: { box: { label: 'x' } } },
    });
    expect(own.data).toEqual({ box: { label: 'x' } });
    expect(stock.data).toEqual({ box: {} });
  });

  test('goes by the type of an object, not by the interface that it was asked by', async () => {
    const { own, stock } = await both('{ things { name } }', {
      a: { data: { things: [{ __typename: 'Jar' }, { __typename: 'Box' }] } },
    });
    expect(own.data).toEqual({ things: [{ name: null }, null] });
    expect(stock.data).toEqual({ things: [{ name: null }, { name: null }] });
  });

  test('shows an error at the place of its entity where another could not be asked about', async () => {
    const { own, stock } = await both('{ boxes { shape } }', {
      a: {
        data: {
          boxes: [
            { __typename: 'Box', id: '1' },
            { __typename: 'Box', id: '2', size: 2 },
          ],
        },
      },
      b: { ...entities(null), errors: [{ message: 'failed', path: ['_entities', 0, 'shape'] } as never] },
    });
    expect(own.errors[0]?.path).toEqual(['boxes', 1, 'shape']);
    expect(stock.errors[0]?.path).toEqual(['boxes', 0, 'shape']);
  });

  test('shows an error about no entity in particular at a place that exists', async () => {
    const { own, stock } = await both('{ boxes { weight } }', {
      a: { data: { boxes: [{ __typename: 'Box', id: '1' }] } },
      b: { ...entities(null), errors: [{ message: 'failed', path: ['_entities'] } as never] },
    });
    expect(own.errors[0]?.path).toEqual(['boxes']);
    expect(stock.errors[0]?.path).toEqual(['boxes', '@', '_entities']);
  });

  test('loses only the value that is no list, or no object', async () => {
    const { own, stock } = await both('{ boxes { label } box { label } number }', {
      a: { data: { boxes: 'none', box: 7, number: 1 } },
    });
    expect(own.data).toEqual({ boxes: null, box: null, number: 1 });
    expect(own.problems.map(({ path }) => path)).toEqual([['boxes'], ['box']]);
    expect(stock.data).toBeUndefined();
  });

  test('goes on where a subgraph answers an object for a list of entities', async () => {
    const { own, stock } = await both('{ boxes { weight } number }', {
      a: { data: { boxes: { __typename: 'Box', id: '1' }, number: 1 } },
    });
    expect(own.data).toEqual({ boxes: null, number: 1 });
    expect(stock.crash).toBeInstanceOf(TypeError);
  });

  test('keeps the entities beside one that is no object', async () => {
    const { own, stock } = await both('{ boxes { weight } }', {
      a: {
        data: {
          boxes: [
            { __typename: 'Box', id: '1' },
            { __typename: 'Box', id: '2' },
          ],
        },
      },
      b: entities('text', { weight: 2 }),
    });
    expect(own.data).toEqual({ boxes: [{ weight: null }, { weight: 2 }] });
    expect(own.errors).toHaveLength(1);
    expect(stock.data).toEqual({ boxes: [{ weight: null }, { weight: null }] });
  });

  test('takes no list for an object', async () => {
    const { own, stock } = await both('{ box { label } }', { a: { data: { box: [] } } });
    expect(own.data).toEqual({ box: null });
    expect(stock.data).toEqual({ box: { label: null } });
  });

  test('shows no object of a type that cannot stand there', async () => {
    const { own, stock } = await both('{ thing { __typename } }', {
      a: { data: { thing: { __typename: 'Bag' } } },
    });
    expect(own.data).toEqual({ thing: null });
    expect(stock.data).toEqual({ thing: { __typename: 'Bag' } });
  });

  test('shows integers of 32 bits, and an ID as a string', async () => {
    const { own, stock } = await both('{ number ident }', { a: { data: { number: 2 ** 31, ident: 7 } } });
    expect(own.data).toEqual({ number: null, ident: '7' });
    expect(stock.data).toEqual({ number: 2 ** 31, ident: 7 });
  });

  test('asks about an entity once, however many places it has', async () => {
    const box = { __typename: 'Box', id: '1' };
    const { own, stock } = await both('{ boxes { weight } }', {
      a: { data: { boxes: [box, { ...box, id: '2' }, box] } },
      b: ({ representations }) =>
        entities(...(representations as { id: string }[]).map(({ id }) => ({ weight: +id }))),
    });
    const sent = ({ calls }: Outcome) => calls[1]?.variables.representations;
    expect(sent(own)).toHaveLength(2);
    expect(sent(stock)).toHaveLength(3);
    expect(own.data).toEqual({ boxes: [{ weight: 1 }, { weight: 2 }, { weight: 1 }] });
    expect(own.data).toEqual(stock.data);
  });

  test('shows an error at every place of an entity that travelled once', async () => {
    const box = { __typename: 'Box', id: '1' };
    const { own } = await both('{ boxes { weight } }', {
      a: { data: { boxes: [box, box] } },
      b: { ...entities(null), errors: [{ message: 'failed', path: ['_entities', 0, 'weight'] } as never] },
    });
    expect(own.errors.map(({ path }) => path)).toEqual([
      ['boxes', 0, 'weight'],
      ['boxes', 1, 'weight'],
    ]);
  });
});
