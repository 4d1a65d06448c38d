import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { readAccessRules } from '../../../../subgraphs/platform/access/access-rules.ts';
import { createPermissionTable } from '../../../../gateway/authorization/caller-permissions.ts';
import { readCanonicalSupergraph } from '../../../../gateway/supergraph/canonical-supergraph.ts';
import { ROLES, type Caller } from '../../../../subgraphs/domain/caller.ts';

const DIRECTIVES = `
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @tag(name: String!) repeatable on FIELD_DEFINITION
`;
const SUPERGRAPH = readFileSync(new URL('../../../../schema/supergraph.graphql', import.meta.url), 'utf8');
const API = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));

const officer: Caller = { role: 'officer', id: 'o', region: '410200', department: 'food' };
const anonymous: Caller = { role: 'anonymous', id: null };

function deniedTo(caller: Caller, sdl: string): string[] {
  const { rules } = readAccessRules(parse(sdl));
  return [...createPermissionTable(buildSchema(DIRECTIVES + sdl), rules)(caller).denied].sort();
}

describe('who may read which field', () => {
  test('follows scopes: one group must be held whole', () => {
    const sdl = `type Query { a: T } type T {
      open: Int
      mine: Int @requiresScopes(scopes: [["permit:food:detail"]])
      other: Int @requiresScopes(scopes: [["permit:health:detail"]])
      both: Int @requiresScopes(scopes: [["permit:food:detail", "permit:health:detail"]])
      either: Int @requiresScopes(scopes: [["permit:health:detail"], ["permit:food:detail"]])
    }`;
    expect(deniedTo(officer, sdl)).toEqual(['T.both', 'T.other']);
  });

  test('a root field that says nothing is for signed-in callers; one tagged public for all', () => {
    const sdl = 'type Query { quiet: Int open: Int @tag(name: "public") } type T { x: Int @authenticated }';
    expect(deniedTo(anonymous, sdl)).toEqual(['Query.quiet', 'T.x']);
    expect(deniedTo(officer, sdl)).toEqual([]);
  });

  test('a schema without any directive is for signed-in callers', () => {
    expect(deniedTo(anonymous, 'type Query { a: Int } type T { x: Int }')).toEqual(['Query.a']);
  });

  test('a rule on a type binds its fields and all fields that return it', () => {
    const guard = '@requiresScopes(scopes: [["nobody"]])';
    const sdl = `type Query { hidden: H code: Code } type H ${guard} { x: Int } scalar Code ${guard}`;
    expect(deniedTo(officer, sdl)).toEqual(['H.x', 'Query.code', 'Query.hidden']);
  });

  test('a policy that nobody here can decide denies', () => {
    expect(deniedTo(officer, 'type Query { a: Int @policy(policies: [["p"]]) }')).toEqual(['Query.a']);
  });

  test.each([
    '@requiresScopes(scopes: $x)',
    '@requiresScopes(scopes: [7])',
    '@requiresScopes(scopes: [[7]])',
  ])('scopes that cannot be read (%s) are held by nobody', (guard) => {
    const { rules } = readAccessRules(parse(`type Query { a: Int ${guard.replace('$x', '"x"')} }`));
    const schema = buildSchema('type Query { a: Int }');
    expect(createPermissionTable(schema, rules)({ role: 'service', id: 's' }).denied).toEqual(
      new Set(['Query.a']),
    );
  });
});

describe('the composed supergraph', () => {
  const { rules, executableSdl } = readCanonicalSupergraph(SUPERGRAPH);
  const permissionsOf = createPermissionTable(API, rules);

  test('gives no anonymous caller a root field', () => {
    const { denied } = permissionsOf(anonymous);
    for (const name of Object.keys(API.getQueryType()?.getFields() ?? {}))
      expect(denied).toContain(`Query.${name}`);
  });

  test.each(ROLES)('shows findings to regulators and leads only (%s)', (role) => {
    const shown = !permissionsOf({ role, id: 'x', region: '410200' }).denied.has('CompositeLicense.findings');
    expect(shown).toBe(role === 'regulator' || role === 'lead');
  });

  test.each(['food', 'health', 'culture', 'tobacco', 'registry'])(
    'guards scope and own fields of each other department from %s, and nothing that all may see',
    (department) => {
      const { denied } = permissionsOf({ role: 'regulator', id: 'x', region: '410200', department });
      const open = new Set([
        'id',
        'number',
        'permitType',
        'department',
        'onFace',
        'status',
        'validFrom',
        'validTo',
        'freshness',
      ]);
      for (const type of API.getPossibleTypes(API.getType('SubPermit') as never)) {
        const own = type.name.toLowerCase() === `${department}permit`;
        for (const field of Object.keys(type.getFields())) {
          expect({ field: `${type.name}.${field}`, denied: denied.has(`${type.name}.${field}`) }).toEqual({
            field: `${type.name}.${field}`,
            denied: !own && !open.has(field),
          });
        }
      }
    },
  );

  test('loses the security purpose of the enforced directives only', () => {
    expect(SUPERGRAPH).toMatch(/requiresScopes\/v0\.1", for: SECURITY/);
    expect(executableSdl).not.toMatch(/(requiresScopes|authenticated)\/v0\.1", for: SECURITY/);
    expect(executableSdl).toMatch(/inaccessible\/v0\.2", for: SECURITY/);
  });

  test('is refused where it links the directives but holds no rule', () => {
    const bare = SUPERGRAPH.replaceAll(/(?<!directive) @(requiresScopes\([^)]*\)|authenticated\b)/g, '');
    expect(() => readCanonicalSupergraph(bare)).toThrow(/npm run compose/);
  });
});
