import type { Reference, World } from '../world.ts';

let log: string[] = [];

/** What an operation can be written as: conditions, fragments, aliases, arguments, mutations one after the other. */
export const operations: World = {
  name: 'operations',
  subgraphs: {
    left: {
      sdl: `
        type Query { rooms(first: Int = 2): [Room!]! log: [String!]! json(value: Json): Json echo(of: [Point!]!): String }
        type Mutation { clear: Boolean! left(say: String!): Entry! }
        type Entry { at: Int! room: Room }
        type Room @key(fields: "id") { id: ID! name(loud: Boolean = false): String next: Room }
        scalar Json
        input Point { x: Int! y: Int = 7 tags: [String] }`,
      resolvers: {
        Query: {
          rooms: (_: unknown, { first }: { first: number }) =>
            ['1', '2', '3'].slice(0, first).map((id) => ({ id })),
          log: () => log,
          json: (_: unknown, { value }: { value: unknown }) => value ?? { deep: [1, { a: null }] },
          echo: (_: unknown, { of }: { of: unknown }) => JSON.stringify(of),
        },
        Mutation: {
          clear: () => {
            log = [];
            return true;
          },
          left: (_: unknown, { say }: { say: string }) => ({
            at: log.push(`left ${say}`),
            room: { id: '2' },
          }),
        },
        Room: {
          __resolveReference: ({ id }: Reference) => ({ id }),
          name: ({ id }: { id: string }, { loud }: { loud: boolean }) => (loud ? `ROOM ${id}` : `room ${id}`),
          next: ({ id }: { id: string }) => (id === '3' ? null : { id: String(Number(id) + 1) }),
        },
      },
    },
    right: {
      sdl: `
        type Mutation { right(say: String!): Int! }
        type Room @key(fields: "id") { id: ID! light(at: Int!): Int door: Door }
        type Door { to: Room width: Int }`,
      resolvers: {
        Mutation: { right: (_: unknown, { say }: { say: string }) => log.push(`right ${say}`) },
        Room: {
          __resolveReference: ({ id }: Reference) => ({ id }),
          light: ({ id }: { id: string }, { at }: { at: number }) => Number(id) * at,
          door: ({ id }: { id: string }) => ({ to: { id: id === '1' ? '3' : '1' }, width: 80 }),
        },
      },
    },
  },
  questions: [
    {
      about: 'mutations over two subgraphs, in order',
      query:
        'mutation { clear a: left(say: "1") { at } b: right(say: "2") c: left(say: "3") { at room { light(at: 2) } } d: right(say: "4") }',
    },
    { about: 'what they left', query: '{ log }' },
    {
      about: '@include and @skip by variables',
      query:
        'query ($y: Boolean!, $n: Boolean!) { rooms { id @skip(if: $y) name @include(if: $y) light(at: 1) @include(if: $n) } }',
      variables: { y: true, n: false },
    },
    {
      about: 'conditions over subgraphs and fragments',
      query:
        'query ($y: Boolean = true, $n: Boolean = false) { rooms { ... @include(if: $y) { light(at: 3) } ...D @skip(if: $n) ... on Room @skip(if: $y) { door { width } } } } fragment D on Room { door { to { name light(at: 2) } } }',
    },
    {
      about: 'both conditions on one field',
      query: 'query ($y: Boolean!) { rooms { name @include(if: $y) @skip(if: $y) id } }',
      variables: { y: true },
    },
    {
      about: 'nothing left at the root',
      query: 'query ($n: Boolean!) { rooms @include(if: $n) { id } }',
      variables: { n: false },
    },
    {
      about: 'introspection under a condition',
      query: 'query ($y: Boolean!) { ... @include(if: $y) { __type(name: "Room") { name } } rooms { id } }',
      variables: { y: true },
      betterThanStock: { __type: { name: 'Room' }, rooms: [{ id: '1' }, { id: '2' }] },
    },
    {
      about: 'aliases with other arguments',
      query: 'query ($at: Int!) { rooms { a: name b: name(loud: true) c: light(at: $at) d: light(at: 5) } }',
      variables: { at: 4 },
    },
    {
      about: 'selections of one field in several places',
      query:
        '{ rooms { door { width } ...A door { to { id } } } rooms { next { name } } } fragment A on Room { door { to { light(at: 1) } } }',
    },
    {
      about: 'a way there and back',
      query: '{ rooms(first: 1) { next { door { to { next { light(at: 1) } name } } } } }',
    },
    { about: 'a custom scalar', query: '{ json }' },
    { about: 'a custom scalar as literal', query: '{ json(value: { a: [1, "b", { c: true }], d: null }) }' },
    {
      about: 'a custom scalar as variable',
      query: 'query ($v: Json) { json(value: $v) }',
      variables: { v: { a: [1.5, null] } },
    },
    {
      about: 'input objects with defaults in a list',
      query: 'query ($p: Point!) { echo(of: [{ x: 1 }, $p]) }',
      variables: { p: { x: 2, tags: ['t', null] } },
    },
    {
      about: 'a variable inside an input object',
      query: 'query ($x: Int!, $t: [String]) { echo(of: [{ x: $x, tags: $t }]) }',
      variables: { x: 3 },
    },
    { about: 'a missing variable', query: 'query ($at: Int!) { rooms { light(at: $at) } }', fails: true },
    {
      about: 'type names everywhere',
      query: '{ __typename rooms { __typename t: __typename door { __typename to { __typename } } } }',
    },
    {
      about: 'introspection',
      query:
        '{ __schema { queryType { name } mutationType { name } } __type(name: "Point") { inputFields { name defaultValue type { kind name ofType { name } } } } }',
    },
    {
      about: 'introspection beside data',
      query: '{ __type(name: "Room") { fields { name args { name } } } rooms { id } }',
    },
  ],
};
