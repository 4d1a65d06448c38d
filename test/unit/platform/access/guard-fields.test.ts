import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, isObjectType, parse, type GraphQLObjectType } from 'graphql';
import { createAdapterService } from '../../../../adapters/sdk/adapter-service.ts';
import type { AdapterDefinition, DepartmentClient } from '../../../../adapters/sdk/contract.ts';
import { discoverAdapters } from '../../../../adapters/sdk/discover-adapters.ts';
import { createPermissionTable } from '../../../../gateway/authorization/caller-permissions.ts';
import { readCanonicalSupergraph } from '../../../../gateway/supergraph/canonical-supergraph.ts';
import { ROLES, type Caller } from '../../../../subgraphs/domain/caller.ts';
import { DEPARTMENTS } from '../../../../subgraphs/domain/departments.ts';
import { guardFields } from '../../../../subgraphs/platform/access/guard-fields.ts';
import { createLogger } from '../../../../subgraphs/platform/logger.ts';

const SCHEMA = new URL('../../../../schema/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, SCHEMA), 'utf8');
const subgraphs = readdirSync(new URL('subgraphs/', SCHEMA)).map((file) => file.replace('.graphql', ''));

const callers: Caller[] = [
  { role: 'anonymous', id: null },
  ...ROLES.flatMap((role) =>
    [undefined, ...DEPARTMENTS.map(({ code }) => code)].map((department) => ({
      role,
      id: 'x',
      region: '410200',
      ...(department ? { department } : {}),
    })),
  ),
];

/** Fields that a subgraph denies a caller, by calling what is left of their resolvers. */
function deniedBy(name: string, caller: Caller): Set<string> {
  const typeDefs = parse(read(`subgraphs/${name}.graphql`));
  const schema = buildSubgraphSchema({ typeDefs });
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'),
  );
  const passed = () => 'passed';
  for (const type of types) for (const field of Object.values(type.getFields())) field.resolve = passed;
  guardFields(schema, typeDefs);
  const denied = new Set<string>();
  for (const type of types) {
    for (const field of Object.values(type.getFields())) {
      try {
        field.resolve?.({}, {}, { caller }, {} as never);
      } catch {
        denied.add(`${type.name}.${field.name}`);
      }
    }
  }
  return denied;
}

describe.each(subgraphs)('the subgraph %s', (name) => {
  test('denies every kind of caller exactly what the gateway denies them', () => {
    const { rules } = readCanonicalSupergraph(read('supergraph.graphql'));
    const permissionsOf = createPermissionTable(buildSchema(read('api.graphql')), rules);
    const own = buildSubgraphSchema(parse(read(`subgraphs/${name}.graphql`)));
    for (const caller of callers) {
      const asked = [...permissionsOf(caller).denied].filter((path) => {
        const [type = '', field = ''] = path.split('.');
        const found = own.getType(type);
        return isObjectType(found) && field in found.getFields();
      });
      expect([caller, [...deniedBy(name, caller)].sort()]).toEqual([caller, asked.sort()]);
    }
  });
});

describe('an adapter that is asked by a gateway that forgot', () => {
  const record = {
    status: 'VALID' as const,
    validFrom: '2026-01-01',
    validTo: '2030-01-01',
    scope: ['热食类食品制售'],
    holderName: '开封市某某餐饮店',
    holderUscc: '91410200MA4600001X',
    address: '开封市某路 1 号',
    issuedBy: '市场监督管理局',
    remarks: [],
  };
  const client: DepartmentClient = {
    read: (numbers) => Promise.resolve(numbers.map((number) => ({ kind: 'FOUND', number, record }))),
    findByHolder: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
  const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on FoodPermit {
    status validFrom validTo freshness { state } scope holderName holderUscc address issuedBy remarks { code } } } }`;

  async function ask(caller: Caller, contract = false) {
    const definition = (await discoverAdapters()).find(
      ({ department }) => department.code === 'food',
    ) as AdapterDefinition;
    const adapter = createAdapterService({
      definition: {
        ...definition,
        configuration: { safeParse: () => ({ success: true, data: {} }) } as never,
        connect: () => client,
      },
      environment: {},
      log: createLogger('food', 'silent'),
    });
    const { data, errors = [] } = await (contract ? adapter.contract : adapter).execute({
      query: contract ? '{ limits { batchSize } }' : QUERY,
      variables: {
        representations: [{ __typename: 'FoodPermit', id: '1', number: 'JY1', lastKnown: null }],
      },
      caller,
      signal: new AbortController().signal,
    });
    await adapter.close();
    return {
      shown: (data?._entities as Record<string, unknown>[] | undefined)?.[0],
      codes: new Set(errors.map(({ extensions }) => extensions.code)),
      data,
    };
  }
  const open = {
    status: 'VALID',
    validFrom: '2026-01-01',
    validTo: '2030-01-01',
    freshness: { state: 'LIVE' },
  };

  test('shows an officer of its department everything', async () => {
    const { shown, codes } = await ask({ role: 'officer', id: 'x', region: '410200', department: 'food' });
    expect(shown).toEqual({ ...record, ...open, remarks: [] });
    expect(codes.size).toBe(0);
  });

  test.each([
    [{ role: 'officer', id: 'x', region: '410200', department: 'health' }, 'FORBIDDEN_FIELD'],
    [{ role: 'anonymous', id: null }, 'UNAUTHENTICATED'],
  ] as [Caller, string][])('shows %j its state, and nothing else', async (caller, code) => {
    const { shown, codes } = await ask(caller);
    const hidden = {
      scope: null,
      holderName: null,
      holderUscc: null,
      address: null,
      issuedBy: null,
      remarks: null,
    };
    expect(shown).toEqual({ ...open, ...hidden });
    expect([...codes]).toEqual([code]);
  });

  test('answers its contract to the hub alone', async () => {
    expect((await ask({ role: 'service', id: 'x' }, true)).data).toMatchObject({ limits: {} });
    for (const role of ROLES.filter((each) => each !== 'service')) {
      const { data, codes } = await ask({ role, id: 'x', region: '410200', department: 'food' }, true);
      expect([data, [...codes]]).toEqual([undefined, ['FORBIDDEN']]);
    }
  });
});
