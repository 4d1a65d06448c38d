import type { Reference, World } from '../world.ts';

/** Who answers what: overrides, shared fields and roots, what is hidden, what only some know of an enum or input. */
export const ownership: World = {
  name: 'ownership',
  subgraphs: {
    old: {
      sdl: `
        type Query @shareable { farms(by: Sorting): [Farm!]! today: Day! }
        type Farm @key(fields: "id") { id: ID! name: String cows: Int crop: Crop @shareable secret: String @inaccessible }
        type Day @shareable { date: String! weekday: Int @inaccessible moon: Moon }
        enum Crop { RYE OATS HOPS @inaccessible }
        enum Moon { NEW FULL }
        input Sorting { name: Boolean least: Int = 0 }`,
      resolvers: {
        Query: {
          farms: (_: unknown, { by }: { by?: { least: number } }) =>
            [
              { id: '1', name: 'Ash', cows: 1, crop: 'RYE' },
              { id: '2', name: 'Elm', cows: 2, crop: 'HOPS' },
              { id: '3', name: 'Oak', cows: 3, crop: 'OATS' },
            ].filter(({ cows }) => cows > (by?.least ?? 0)),
          today: () => ({ date: '2026-01-01', moon: 'FULL' }),
        },
        Farm: {
          __resolveReference: ({ id }: Reference) => ({
            id,
            name: `old ${String(id)}`,
            cows: 0,
            crop: 'RYE',
          }),
        },
      },
    },
    new: {
      sdl: `
        type Query { today: Day! @shareable herd(of: [ID!]!, mood: Mood = CALM, by: Sorting): [Farm] }
        input Sorting { least: Int = 0 }
        type Farm @key(fields: "id") { id: ID! cows: Int @override(from: "old") crop: Crop @shareable mood(of: Mood): Mood }
        type Day @shareable { date: String! holiday: Boolean }
        enum Crop { RYE OATS }
        enum Mood { CALM WILD }`,
      resolvers: {
        Query: {
          today: () => ({ date: '2026-01-01', holiday: true }),
          herd: (_: unknown, { of, mood }: { of: string[]; mood: string }) =>
            of.map((id) => ({ id, asked: mood })),
        },
        Farm: {
          __resolveReference: (farm: Reference) => farm,
          cows: ({ id }: { id: string }) => Number(id) * 100,
          crop: () => 'OATS',
          mood: ({ asked }: { asked?: string }, { of }: { of?: string }) => of ?? asked ?? null,
        },
      },
    },
    legacy: {
      federation1: true,
      sdl: `
        extend type Farm @key(fields: "id") { id: ID! @external name: String @external barn: String @requires(fields: "name") }
        extend type Query { barns: [Farm] }`,
      resolvers: {
        Query: { barns: () => [{ id: '1' }, { id: '7' }] },
        Farm: {
          __resolveReference: (farm: Reference) => farm,
          barn: ({ name }: { name?: string }) => `barn of ${name ?? 'nobody'}`,
        },
      },
    },
  },
  questions: [
    { about: 'a field that moved', query: '{ farms { name cows } }' },
    { about: 'a value of an enum that is hidden', query: '{ farms { id crop } }' },
    { about: 'an element that is hidden', query: '{ farms { secret } }', fails: true },
    { about: 'a root and an object that several share', query: '{ today { date holiday moon } }' },
    { about: 'a shared root twice', query: '{ a: today { date } b: today { holiday } c: today { moon } }' },
    {
      about: 'an input object with a default',
      query: 'query ($least: Int) { farms(by: { least: $least }) { id } }',
      variables: { least: 1 },
    },
    {
      about: 'a variable of an input type',
      query: 'query ($by: Sorting) { farms(by: $by) { id cows } }',
      variables: { by: { least: 2 } },
    },
    {
      about: 'a variable that does not fit',
      query: 'query ($by: Sorting) { farms(by: $by) { id } }',
      variables: { by: { least: 'x' } },
      fails: true,
    },
    {
      about: 'a field of an input that not all know',
      query: '{ farms(by: { name: true }) { id } }',
      fails: true,
    },
    { about: 'a default of an argument', query: '{ herd(of: ["4"]) { id cows mood } }' },
    {
      about: 'an enum as argument, under aliases',
      query: 'query ($m: Mood) { herd(of: ["4"], mood: WILD) { a: mood b: mood(of: $m) } }',
      variables: { m: 'CALM' },
    },
    { about: 'a variable left out', query: 'query ($m: Mood) { herd(of: ["4"]) { b: mood(of: $m) } }' },
    { about: 'a subgraph of federation 1', query: '{ farms { barn } }' },
    { about: 'its own root', query: '{ barns { id name barn cows } }' },
  ],
};
