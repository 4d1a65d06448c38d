/** A few subgraphs that show one part of federation, and questions about it. */
export interface World {
  name: string;
  subgraphs: Readonly<Record<string, WorldSubgraph>>;
  questions: readonly Question[];
}

export interface WorldSubgraph {
  /** Without the link to the federation specification. */
  sdl: string;
  resolvers: Resolvers;
  /** Written before federation 2: links no specification. */
  federation1?: boolean;
  /** Nobody listens at its address. */
  isDown?: boolean;
}

export interface Question {
  about: string;
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  /** Whether the answer has errors, beside data or in its place. */
  fails?: boolean;
  /** Where the stock gateway gives nothing but an error: what is right. */
  betterThanStock?: unknown;
}

export type Resolvers = Record<string, Record<string, unknown>>;
/** What a reference resolver is given: the representation, and what of the entity was asked before. */
export type Reference = Record<string, unknown> & { __typename: string };

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag"])`;
