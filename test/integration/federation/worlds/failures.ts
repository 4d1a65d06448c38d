import { GraphQLError } from 'graphql';
import type { Reference, World } from '../world.ts';

const LAMPS = ['1', '2', '3'].map((id) => ({ id }));

/** What becomes of an answer when a part of it fails, is null where it must not be, or nobody is there to give it. */
export const failures: World = {
  name: 'failures',
  subgraphs: {
    shop: {
      sdl: `
        type Query { lamps: [Lamp!] lamp: Lamp! maybe: Lamp broken: Lamp surely: Int! must: [Lamp!]! }
        type Lamp @key(fields: "id") { id: ID! price: Int stock: Int! box: Box strict: Box! }
        type Box { depth: Int! }`,
      resolvers: {
        Query: {
          lamps: () => LAMPS,
          lamp: () => LAMPS[0],
          maybe: () => null,
          broken: () => {
            throw new GraphQLError('no lamps today', { extensions: { code: 'CLOSED' } });
          },
          surely: () => null,
          must: () => [LAMPS[1]],
        },
        Lamp: {
          __resolveReference: ({ id }: Reference) => ({ id }),
          price: ({ id }: { id: string }) => {
            if (id === '2') throw new Error('no price');
            return 5;
          },
          stock: ({ id }: { id: string }) => (id === '3' ? null : 1),
          box: () => ({ depth: null }),
          strict: () => ({ depth: 3 }),
        },
      },
    },
    light: {
      sdl: `
        type Lamp @key(fields: "id") { id: ID! lumen: Int watts: Int! colour: String }
        type Query { sun: Int }`,
      resolvers: {
        Query: { sun: () => 1 },
        Lamp: {
          __resolveReference: ({ id }: Reference) => {
            if (id === '2') throw new Error('no such lamp');
            return id === '3' ? null : { id };
          },
          lumen: () => 800,
          watts: () => 9,
          colour: () => {
            throw new Error('dark');
          },
        },
      },
    },
    gone: {
      sdl: `
        type Lamp @key(fields: "id") { id: ID! age: Int maker: String! }
        type Query { away: String never: String! }`,
      resolvers: {},
      isDown: true,
    },
  },
  questions: [
    { about: 'an error of one field in a list', query: '{ lamps { id price } }', fails: true },
    { about: 'a null that must not be, in a list', query: '{ lamps { id stock } }', fails: true },
    { about: 'a null that must not be, below', query: '{ lamp { id box { depth } } }', fails: true },
    { about: 'an error at the root', query: '{ broken { id } sun }', fails: true },
    { about: 'a null at the root', query: '{ maybe { id lumen } }' },
    { about: 'a null at the root that must not be', query: '{ surely sun }', fails: true },
    {
      about: 'entities of which one fails and one is not there',
      query: '{ lamps { id lumen } }',
      fails: true,
    },
    { about: 'the same with a field that must not be null', query: '{ lamps { id watts } }', fails: true },
    { about: 'a field of an entity that fails', query: '{ lamp { id colour lumen } }', fails: true },
    { about: 'a subgraph that is away', query: '{ lamps { id age } sun }', fails: true },
    {
      about: 'one that is away, for a field that must not be null',
      query: '{ lamp { id maker } }',
      fails: true,
    },
    { about: 'the same in a list that must not be null', query: '{ must { maker } sun }', fails: true },
    { about: 'a root of one that is away', query: '{ away sun }', fails: true },
    { about: 'a root that must not be null of one that is away', query: '{ never sun }', fails: true },
    { about: 'a field that does not exist', query: '{ lamps { shade } }', fails: true },
    { about: 'what does not parse', query: '{ lamps { ', fails: true },
  ],
};
