import type { Reference, World } from '../world.ts';

const WORKS = [
  { __typename: 'Film', id: 'f1', title: 'Rain', minutes: 90 },
  { __typename: 'Song', id: 's1', title: 'Wind', beats: 120 },
  { __typename: 'Film', id: 'f2', title: null, minutes: 45 },
];

/** Interfaces, unions with other members in each subgraph, entity interfaces and the objects that stand for them. */
export const abstractTypes: World = {
  name: 'abstract types',
  subgraphs: {
    library: {
      sdl: `
        type Query { works: [Work!]! work(id: ID!): Work shelf: [Item] pick: Item named: [Named] }
        interface Named { title: String }
        interface Work implements Named @key(fields: "id") { id: ID! title: String }
        type Film implements Work & Named @key(fields: "id") { id: ID! title: String minutes: Int sequel: Work }
        type Song implements Work & Named @key(fields: "id") { id: ID! title: String beats: Int }
        type Shelf implements Named { title: String holds: [Item!] }
        union Item = Film | Shelf`,
      resolvers: {
        Query: {
          works: () => WORKS,
          work: (_: unknown, { id }: { id: string }) => WORKS.find((work) => work.id === id),
          shelf: () => [WORKS[0], null, { __typename: 'Shelf', title: 'top', holds: [WORKS[2]] }],
          pick: () => ({ __typename: 'Shelf', title: 'low', holds: [] }),
          named: () => [WORKS[1], { __typename: 'Shelf', title: 'mid' }, null],
        },
        Work: {
          __resolveType: ({ __typename }: Reference) => __typename,
          __resolveReference: ({ id }: Reference) => WORKS.find((work) => work.id === id),
        },
        Film: {
          __resolveReference: ({ id }: Reference) => WORKS.find((work) => work.id === id),
          sequel: ({ id }: { id: string }) => (id === 'f1' ? WORKS[1] : null),
        },
        Song: { __resolveReference: ({ id }: Reference) => WORKS.find((work) => work.id === id) },
        Named: { __resolveType: ({ __typename }: Reference) => __typename },
        Item: { __resolveType: ({ __typename }: Reference) => __typename },
      },
    },
    critics: {
      sdl: `
        type Query { best: Work awards: [Award] }
        type Work @interfaceObject @key(fields: "id") {
          id: ID!
          title: String @external
          stars: Int
          review: String @requires(fields: "title")
        }
        union Award = Prize | Medal
        type Prize { of: Work }
        type Medal { metal: String for: [Work] }`,
      resolvers: {
        Query: {
          best: () => ({ id: 's1' }),
          awards: () => [
            { __typename: 'Prize', of: { id: 'f1' } },
            { __typename: 'Medal', metal: 'tin', for: [{ id: 's1' }, null, { id: 'f2' }] },
          ],
        },
        Work: {
          __resolveReference: (work: Reference) => work,
          stars: ({ id }: { id: string }) => id.length + Number(id.slice(1)),
          review: ({ title }: { title?: string | null }) => `on ${title ?? 'nothing'}`,
        },
        Award: { __resolveType: ({ __typename }: Reference) => __typename },
      },
    },
    charts: {
      sdl: `
        type Query { top: [Hit] }
        union Hit = Song | Silence
        type Song @key(fields: "id") { id: ID! rank: Int }
        type Silence { seconds: Int }`,
      resolvers: {
        Query: {
          top: () => [
            { __typename: 'Song', id: 's1' },
            { __typename: 'Silence', seconds: 273 },
          ],
        },
        Song: { __resolveReference: ({ id }: Reference) => ({ id }), rank: () => 4 },
        Hit: { __resolveType: ({ __typename }: Reference) => __typename },
      },
    },
    cinemas: {
      sdl: `
        type Query { programme: [Showing!]! }
        union Showing = Film | Concert
        type Film @key(fields: "id") { id: ID! seats: Int }
        type Concert { hall: String songs: [Song] }
        type Song @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: {
          programme: () => [
            { __typename: 'Film', id: 'f2' },
            { __typename: 'Concert', hall: 'A', songs: [{ id: 's1' }, null] },
          ],
        },
        Film: { __resolveReference: ({ id }: Reference) => ({ id }), seats: () => 300 },
        Showing: { __resolveType: ({ __typename }: Reference) => __typename },
      },
    },
  },
  questions: [
    { about: 'fields of an interface', query: '{ works { id title } }' },
    { about: 'fields of one implementation', query: '{ works { title ... on Film { minutes seats } } }' },
    {
      about: 'the types behind an interface',
      query: '{ works { __typename ... on Song { __typename beats rank } } }',
    },
    {
      about: 'an interface through another',
      query: '{ named { title ... on Work { id stars } ... on Shelf { title } } }',
    },
    { about: 'an object that stands for an interface', query: '{ works { stars review } }' },
    {
      about: 'the same under a condition of type',
      query: '{ works { ... on Film { stars minutes } ... on Song { review } } }',
    },
    {
      about: 'such an object at the root, its type unknown there',
      query: '{ best { __typename id title stars } }',
    },
    {
      about: 'such an object at the root, one implementation asked',
      query: '{ best { ... on Song { beats } ... on Film { minutes } } }',
    },
    { about: 'such an object at the root alone', query: '{ best { id stars } }' },
    {
      about: 'a union',
      query:
        '{ shelf { ... on Film { title seats } ... on Shelf { title holds { __typename ... on Film { stars } } } } }',
    },
    { about: 'a union with nothing for the type at hand', query: '{ pick { ... on Film { title } } }' },
    {
      about: 'a union with other members elsewhere',
      query:
        '{ awards { __typename ... on Prize { of { title stars } } ... on Medal { metal for { id title } } } top { ... on Song { title rank stars } ... on Silence { seconds } } }',
    },
    {
      about: 'a union of entities and others',
      query: '{ programme { ... on Film { title seats } ... on Concert { hall songs { title rank } } } }',
    },
    {
      about: 'named fragments over types and subgraphs',
      query: `query { works { ...W } best { ...W } } fragment W on Work { id ...S ...F } fragment S on Work { stars }
        fragment F on Film { seats sequel { ...S title } }`,
    },
    {
      about: 'nothing but types',
      query: '{ works { __typename } shelf { __typename } programme { __typename } __typename }',
    },
  ],
};
