import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { createApolloEngine } from '../../../gateway/planning/apollo-engine.ts';
import { readCanonicalSupergraph } from '../../../gateway/supergraph/canonical-supergraph.ts';
import { createLogger } from '../../../subgraphs/platform/logger.ts';

const SUPERGRAPH = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const API = readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8');

describe('what is inaccessible (B06)', () => {
  const hidden = [...SUPERGRAPH.matchAll(/^ {2}(\w+)[^\n]*@inaccessible/gm)].map(([, field = '']) => field);

  test('there is some, or this shows nothing', () => {
    expect(hidden).toContain('lastKnown');
  });

  test('is unknown to the schema that clients ask, as published and as served', async () => {
    const { schema } = await createApolloEngine({
      supergraphSdl: readCanonicalSupergraph(SUPERGRAPH).executableSdl,
      dataSource: () => ({ process: () => Promise.resolve({}) }),
      log: createLogger('gateway', 'silent'),
    });
    const query = parse(
      '{ compositeLicense(number: "x") { subPermits { ... on FoodPermit { lastKnown } } } }',
    );
    for (const served of [schema, buildSchema(API)]) {
      expect(validate(served, query).map(({ message }) => message)).toEqual([
        expect.stringContaining('Cannot query field "lastKnown"'),
      ]);
      expect(served.getType('LastKnown')).toBeUndefined();
    }
  });
});

describe('a supergraph that links authorisation and carries no rule (B10)', () => {
  test('is not served', () => {
    const bare = SUPERGRAPH.replace(/(?<!directive )@(authenticated|requiresScopes\(scopes: [^)]*\))/g, '');
    expect(() => readCanonicalSupergraph(bare)).toThrow(
      /links authorisation directives but no field carries one/,
    );
    expect(() => readCanonicalSupergraph(SUPERGRAPH)).not.toThrow();
  });
});

describe('a field that requires a protected one (B09)', () => {
  const compose = (more: string) =>
    composeServices(
      Object.entries({
        owner:
          'type Query { a: A } type A @key(fields: "id") { id: ID! secret: String @requiresScopes(scopes: [["s"]]) }',
        other: `type A @key(fields: "id") { id: ID! secret: String @external told: String @requires(fields: "secret") ${more} }`,
      }).map(([name, sdl]) => ({
        name,
        url: `http://${name}`,
        typeDefs: parse(
          `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@requiresScopes"]) ${sdl}`,
        ),
      })),
    );

  test('does not compose, unless it asks for the same scope itself', () => {
    expect(compose('').errors?.map(({ message }) => message)).toEqual([
      expect.stringMatching(/does not specify necessary .*auth requirements/),
    ]);
    expect(compose('@requiresScopes(scopes: [["s"]])').errors).toBeUndefined();
  });
});
