import type { Reference, World } from '../world.ts';

const PARCELS = [
  { id: '1', weight: 2, size: { height: 1, width: 3 }, content: { __typename: 'Book', pages: 120 } },
  { id: '2', weight: 5, size: { height: 2, width: 2 }, content: { __typename: 'Glass', fragile: true } },
  { id: '3', weight: null, size: null, content: null },
];

/** `@requires` of scalars, objects, abstract types and other required fields; `@provides` at every depth. */
export const requires: World = {
  name: 'requires and provides',
  subgraphs: {
    store: {
      sdl: `
        type Query { parcels: [Parcel!]! }
        type Parcel @key(fields: "id") { id: ID! weight: Int size: Size content: Content }
        type Size { height: Int! width: Int! }
        interface Content { weightOf: Int }
        type Book implements Content { weightOf: Int pages: Int }
        type Glass implements Content { weightOf: Int fragile: Boolean }`,
      resolvers: {
        Query: { parcels: () => PARCELS },
        Parcel: { __resolveReference: ({ id }: Reference) => PARCELS.find((parcel) => parcel.id === id) },
        Content: { __resolveType: ({ __typename }: Reference) => __typename },
      },
    },
    post: {
      sdl: `
        type Parcel @key(fields: "id") {
          id: ID!
          weight: Int @external
          size: Size @external
          content: Content @external
          postage: Int @requires(fields: "weight")
          area: Int @requires(fields: "size { height width }")
          care: String @requires(fields: "content { ... on Book { pages } ... on Glass { fragile } }")
        }
        type Size { height: Int! @external width: Int! @external }
        interface Content { weightOf: Int }
        type Book implements Content { weightOf: Int @external pages: Int @external }
        type Glass implements Content { weightOf: Int @external fragile: Boolean @external }`,
      resolvers: {
        Parcel: {
          __resolveReference: (parcel: Reference) => parcel,
          postage: ({ weight }: { weight?: number }) => (weight ?? 100) * 3,
          area: ({ size }: { size?: { height: number; width: number } }) =>
            size ? size.height * size.width : null,
          care: ({ content }: { content?: { pages?: number; fragile?: boolean } }) =>
            content ? (content.fragile ? 'with care' : `flat, ${content.pages ?? '?'} pages`) : null,
        },
      },
    },
    insurance: {
      sdl: `
        type Query { offers: [Offer!]! }
        type Parcel @key(fields: "id") {
          id: ID!
          postage: Int @external
          area: Int @external
          premium: Int @requires(fields: "postage area")
        }
        type Offer { title: String parcel: Parcel @provides(fields: "hint { short }") other: Parcel }
        type Hint @shareable { short: String long: String }
        extend type Parcel { hint: Hint @external }`,
      resolvers: {
        Query: {
          offers: () => [
            { title: 'all risks', parcel: { id: '1', hint: { short: 'provided' } }, other: { id: '2' } },
            { title: 'none', parcel: null, other: { id: '3' } },
          ],
        },
        Parcel: {
          __resolveReference: (parcel: Reference) => parcel,
          premium: ({ postage, area }: { postage: number; area: number | null }) => postage + (area ?? 0),
        },
      },
    },
    hints: {
      sdl: `
        type Parcel @key(fields: "id") { id: ID! hint: Hint @shareable }
        type Hint @shareable { short: String long: String }`,
      resolvers: {
        Parcel: {
          __resolveReference: ({ id }: Reference) => ({
            id,
            hint: { short: `own ${String(id)}`, long: 'long' },
          }),
        },
      },
    },
  },
  questions: [
    { about: 'a required scalar', query: '{ parcels { postage } }' },
    { about: 'a required scalar under an alias that hides it', query: '{ parcels { weight: id postage } }' },
    { about: 'a required object', query: '{ parcels { area size { width } } }' },
    { about: 'a required abstract type', query: '{ parcels { care content { __typename } } }' },
    { about: 'what requires what is required', query: '{ parcels { id premium } }' },
    { about: 'all of it', query: '{ parcels { premium postage area care weight } }' },
    { about: 'what is provided', query: '{ offers { title parcel { hint { short } } } }' },
    { about: 'what is provided in part', query: '{ offers { parcel { hint { short long } } } }' },
    {
      about: 'what is provided there and not here',
      query: '{ offers { parcel { hint { short } } other { hint { short } premium } } }',
    },
  ],
};
