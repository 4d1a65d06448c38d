import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { expect, test } from '@jest/globals';
import {
  buildSchema,
  GraphQLEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type GraphQLObjectType,
} from 'graphql';
import { z } from 'zod';
import {
  adapterSdl,
  departmentEnumSdl,
  permitStatesSelection,
  permitStubSdl,
} from '../../../adapters/sdk/adapter-sdl.ts';
import { defineAdapter } from '../../../adapters/sdk/contract.ts';
import { discoverAdapters } from '../../../adapters/sdk/discover-adapters.ts';

const invented = defineAdapter({
  department: { code: 'fire', name: '消防救援' },
  permitType: 'FirePermit',
  description: 'Fire safety certificate (消防安全检查合格证).',
  specificFields: {
    grade: { type: { enum: 'FireGrade', values: { A: '甲', B: '乙' } }, description: 'Grade.' },
    exits: { type: 'Int', description: 'Emergency exits.' },
  },
  limits: { batchSize: 10, concurrency: 1 },
  configuration: z.object({}),
  connect: () => {
    throw new Error('not for connecting');
  },
});

/** Directives and scalars, so that the SDL stands as a schema of its own. */
const AROUND = `
  directive @key(fields: String!) on OBJECT
  directive @external on FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION
  directive @shareable on OBJECT
  directive @requires(fields: String!) on FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  directive @listSize(assumedSize: Int) on FIELD_DEFINITION
  scalar Date scalar LastKnown
  enum PermitStatus { VALID } type Freshness { state: String } type PermitType { code: String } type Department { code: String }
  interface Node { id: ID! } type Query { nothing: String }`;

function permitTypeOf(sdl: string): GraphQLObjectType {
  const type = buildSchema(`${AROUND}\n${sdl}`).getType('FirePermit');
  if (!isObjectType(type)) throw new Error('no such type');
  return type;
}

function directive(type: GraphQLObjectType, field: string, name: string): string | undefined {
  const node = type.getFields()[field]?.astNode?.directives?.find((each) => each.name.value === name);
  const value = node?.arguments?.[0]?.value;
  if (value?.kind === Kind.STRING) return value.value;
  return node && JSON.stringify(node);
}

test('a permit type has the common fields and its own, all nullable: a department feeds them', () => {
  const type = permitTypeOf(adapterSdl(invented));
  const fields = Object.fromEntries(
    Object.entries(type.getFields()).map(([name, { type: of }]) => [name, String(of)]),
  );
  expect(fields).toEqual({
    id: 'ID!',
    number: 'String!',
    lastKnown: 'LastKnown',
    status: 'PermitStatus',
    validFrom: 'Date',
    validTo: 'Date',
    freshness: 'Freshness',
    scope: '[String!]',
    holderName: 'String',
    holderUscc: 'String',
    address: 'String',
    issuedBy: 'String',
    remarks: '[PermitRemark!]',
    grade: 'FireGrade',
    exits: 'Int',
  });
});

test('whatever a department feeds requires number and last known record, which travel with the question', () => {
  const type = permitTypeOf(adapterSdl(invented));
  for (const field of Object.keys(type.getFields())) {
    if (field === 'id') continue;
    if (field === 'number' || field === 'lastKnown') expect(directive(type, field, 'external')).toBeDefined();
    else expect(directive(type, field, 'requires')).toBe('number lastKnown');
  }
});

test('status, dates and freshness are open to all who see the licence; the rest needs the department’s scope', () => {
  const type = permitTypeOf(adapterSdl(invented));
  const open = Object.keys(type.getFields()).filter((field) => !directive(type, field, 'requiresScopes'));
  expect(open).toEqual(['id', 'number', 'lastKnown', 'status', 'validFrom', 'validTo', 'freshness']);
  expect(directive(type, 'grade', 'requiresScopes')).toContain('fire');
  expect(directive(type, 'scope', 'requiresScopes')).toContain('fire');
});

test('an enum of the type comes with its values and their meaning', () => {
  const type = buildSchema(`${AROUND}\n${adapterSdl(invented)}`).getType('FireGrade');
  if (!(type instanceof GraphQLEnumType)) throw new Error('no enum');
  expect(type.getValues().map(({ name, description }) => [name, description])).toEqual([
    ['A', '甲'],
    ['B', '乙'],
  ]);
});

test('every element is described', () => {
  const undescribed: string[] = [];
  visit(parse(adapterSdl(invented) + permitStubSdl(invented) + departmentEnumSdl([invented])), {
    enter(node) {
      if ('description' in node && 'name' in node && node.name && !node.description)
        undescribed.push(node.name.value);
    },
  });
  expect(undescribed).toEqual([]);
});

test('issuance keeps the last known record to itself and sees the states as external', () => {
  const vocabulary = 'interface SubPermit { status: PermitStatus }';
  const type = permitTypeOf(`${permitStubSdl(invented)} ${vocabulary}`);
  expect(directive(type, 'lastKnown', 'inaccessible')).toBeDefined();
  expect(directive(type, 'status', 'external')).toBeDefined();
  expect(directive(type, 'freshness', 'external')).toBeDefined();
});

test('the states for the composite status are selected by concrete type: one over the interface does not compose', () => {
  const selection = permitStatesSelection([invented, { ...invented, permitType: 'WaterPermit' }]);
  expect(() => parse(`{ subPermits { ${selection} } }`)).not.toThrow();
  expect(selection.match(/\.\.\. on \w+/g)).toEqual(['... on FirePermit', '... on WaterPermit']);
});

test('the adapters of this hub are found by their folders, and their committed SDL is what they generate', async () => {
  const definitions = await discoverAdapters();
  const codes = definitions.map(({ department }) => department.code);
  expect(codes).toEqual(expect.arrayContaining(['culture', 'food', 'health', 'registry', 'tobacco']));
  for (const definition of definitions) {
    const committed = readFileSync(
      new URL(`../../../schema/subgraphs/${definition.department.code}.graphql`, import.meta.url),
      'utf8',
    );
    const definitionsOf = (sdl: string) => parse(sdl).definitions.map((node) => print(node));
    expect(definitionsOf(committed)).toEqual(expect.arrayContaining(definitionsOf(adapterSdl(definition))));
  }
});

test('the committed subgraphs compose, and every permit type is a SubPermit for clients', () => {
  const services = ['issuance', 'food', 'health', 'culture', 'tobacco', 'registry'].map((name) => ({
    name,
    typeDefs: parse(
      readFileSync(new URL(`../../../schema/subgraphs/${name}.graphql`, import.meta.url), 'utf8'),
    ),
  }));
  const { errors, schema } = composeServices(services);
  expect(errors ?? []).toEqual([]);
  const api = schema?.toAPISchema().toGraphQLJSSchema();
  const subPermit = api?.getType('SubPermit');
  if (!api || !isInterfaceType(subPermit)) throw new Error('no SubPermit');
  expect(api.getPossibleTypes(subPermit)).toHaveLength(5);
  expect(api.getType('LastKnown')).toBeUndefined();
});
