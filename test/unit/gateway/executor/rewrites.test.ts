import { composeServices } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createTwinExecutors } from '../../../support/federation/twin-executors.ts';

const THINGS = `
  interface Thing { id: ID! }
  type Box implements Thing @key(fields: "id") { id: ID! name: String! @shareable }
  type Jar implements Thing @key(fields: "id") { id: ID! name: String @shareable }
  type Shelf @key(fields: "id") { id: ID! `;
const subgraph = (name: string, sdl: string) => ({
  name,
  url: `http://${name}`,
  typeDefs: parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"]) ${sdl}`,
  ),
});
const { supergraphSdl = '' } = composeServices([
  subgraph('a', `type Query { things: [Thing] shelf: Shelf } ${THINGS} }`),
  subgraph('b', `type Query { other: Thing } ${THINGS.replace('id: ID! }', 'id: ID! name: String }')} }`),
  subgraph('c', `${THINGS} on: [Thing!] }`),
]);

// A field that has another type behind each type of an interface must be asked for under a name of its own.
describe('what was asked for under a name of the plan', () => {
  const twins = createTwinExecutors(supergraphSdl);
  const named = [
    { __typename: 'Box', name: 'a box' },
    { __typename: 'Jar', name__alias_0: 'a jar' },
    { __typename: 'Jar', name__alias_0: null },
  ];

  test.each([
    ['at the root', '{ things { name } }', { a: { things: named } }, 'things'],
    [
      'of an entity',
      '{ shelf { on { name } } }',
      { a: { shelf: { __typename: 'Shelf', id: '1' } }, c: { _entities: [{ on: named }] } },
      'on',
    ],
  ] as const)('is shown under its own, %s', async (_, query, answers, key) => {
    const document = parse(query);
    const ask = ({ subgraph: name }: { subgraph: string }) =>
      Promise.resolve(
        structuredClone({ data: (answers as Record<string, Record<string, unknown>>)[name] ?? {} }),
      );
    const own = await twins.runOwn(document, {}, ask);
    expect(own.calls.at(-1)?.query).toContain('name__alias_0:name');
    expect(JSON.stringify(own.data)).toContain(`"${key}":[{"name":"a box"},{"name":"a jar"},{"name":null}]`);
    expect(own.data).toEqual((await twins.runStock(document, {}, ask)).data);
  });
});
