import type { Reference, World } from '../world.ts';

const SHIPS = [
  { imo: '1', flag: { state: 'NO', year: 2001 }, name: 'Aurora', tons: 10 },
  { imo: '2', flag: { state: 'PA', year: 2002 }, name: 'Boreas', tons: 20 },
  { imo: '3', flag: null, name: 'Corona', tons: 30 },
];
const shipByImo = (imo: unknown) => SHIPS.find((ship) => ship.imo === imo);
const shipByFlag = (flag: unknown) => {
  const { state, year } = (flag ?? {}) as { state?: string; year?: number };
  return SHIPS.find((ship) => ship.flag?.state === state && ship.flag?.year === year);
};

/** Keys of several fields, nested ones, several of one entity in a chain, and ones that are null. */
export const keys: World = {
  name: 'keys',
  subgraphs: {
    yard: {
      sdl: `
        type Query { ships: [Ship!]! ship(imo: ID!): Ship berths: [Berth!]! fleet: [[Ship]!]! }
        type Ship @key(fields: "imo") { imo: ID! name: String }
        type Berth @key(fields: "pier number") { pier: String! number: Int! length: Int }`,
      resolvers: {
        Query: {
          ships: () => SHIPS,
          ship: (_: unknown, { imo }: { imo: string }) => shipByImo(imo),
          berths: () => [
            { pier: 'N', number: 1, length: 90 },
            { pier: 'N', number: 2, length: 120 },
          ],
          fleet: () => [[SHIPS[0], SHIPS[1]], [SHIPS[0], null], []],
        },
        Ship: { __resolveReference: ({ imo }: Reference) => shipByImo(imo) },
      },
    },
    registry: {
      sdl: `
        type Ship @key(fields: "imo") @key(fields: "flag { state year }") { imo: ID! flag: Flag }
        type Flag @shareable { state: String! year: Int! }`,
      resolvers: {
        Ship: {
          __resolveReference: ({ imo, flag }: Reference) => (imo ? shipByImo(imo) : shipByFlag(flag)),
        },
      },
    },
    customs: {
      sdl: `
        type Ship @key(fields: "flag { state year }") { flag: Flag duty: Int owner: Owner }
        type Flag @shareable { state: String! year: Int! }
        type Owner @key(fields: "company { id } since") { company: Company! since: Int! }
        type Company @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Ship: {
          __resolveReference: ({ flag }: Reference) => {
            const ship = shipByFlag(flag);
            return (
              ship && { flag: ship.flag, duty: ship.tons * 7, owner: { company: { id: 'c1' }, since: 1990 } }
            );
          },
        },
      },
    },
    people: {
      sdl: `
        type Owner @key(fields: "company { id } since") { company: Company! since: Int! captain: String }
        type Company @key(fields: "id") { id: ID! title: String }
        type Berth @key(fields: "pier number") { pier: String! number: Int! keeper: String }`,
      resolvers: {
        Owner: {
          __resolveReference: (owner: Reference) => ({
            ...owner,
            captain: `captain since ${String(owner.since)}`,
          }),
        },
        Company: { __resolveReference: ({ id }: Reference) => ({ id, title: `Company ${String(id)}` }) },
        Berth: {
          __resolveReference: (berth: Reference) =>
            berth.number === 2 ? null : { ...berth, keeper: `keeper of ${String(berth.pier)}` },
        },
      },
    },
  },
  questions: [
    { about: 'one key', query: '{ ships { name flag { state } } }' },
    { about: 'a chain over a key that only another subgraph knows', query: '{ ships { name duty } }' },
    { about: 'the same with what it needs selected too', query: '{ ships { flag { year } duty imo } }' },
    { about: 'a nested key', query: '{ ship(imo: "1") { owner { since captain } } }' },
    {
      about: 'an entity inside a key',
      query: '{ ship(imo: "2") { owner { company { id title } captain } } }',
    },
    { about: 'a compound key, and an entity that is not there', query: '{ berths { length keeper } }' },
    { about: 'lists of lists with nulls in them', query: '{ fleet { name flag { year } duty } }' },
    { about: 'an entity that is null', query: '{ ship(imo: "9") { name duty owner { captain } } }' },
    { about: 'a key that is null', query: '{ ship(imo: "3") { name duty owner { captain } } }' },
    {
      about: 'aliases of one field over several subgraphs',
      query: '{ a: ship(imo: "1") { duty } b: ship(imo: "2") { d: duty n: name } ships { x: duty y: duty } }',
    },
  ],
};
