import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../../subgraphs/domain/caller.ts';
import { fulfils } from '../../subgraphs/platform/access/access-requirement.ts';
import type { AccessRules } from '../../subgraphs/platform/access/access-rules.ts';

/** Which fields of the schema one kind of caller may not read: `Type.field` of object types. */
export interface CallerPermissions {
  /** Names this kind of caller; equal for callers who may read the same. */
  readonly key: string;
  readonly denied: ReadonlySet<string>;
}

/** Works out and keeps the permissions of each kind of caller over one schema. */
export function createPermissionTable(schema: GraphQLSchema, rules: AccessRules) {
  const kept = new Map<string, CallerPermissions>();
  return (caller: Caller): CallerPermissions => {
    // Scopes come from role and department alone.
    const kind = `${caller.role}/${caller.department ?? ''}`;
    let permissions = kept.get(kind);
    if (!permissions) {
      permissions = permissionsOf(schema, rules, caller);
      // Departments come from tokens that we verified; still, never keep what somebody could enlarge at will.
      if (kept.size >= 1_000) kept.clear();
      kept.set(kind, permissions);
    }
    return permissions;
  };
}

/**
 * By object type alone: what composition writes on an interface's field is the sum of what its types ask for, which
 * would deny everybody of one department everything.
 */
function permissionsOf(schema: GraphQLSchema, rules: AccessRules, caller: Caller): CallerPermissions {
  const denied = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!('getFields' in type) || isAbstractType(type) || !isCompositeType(type)) continue;
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) {
      const name = `${type.name}.${field.name}`;
      const needed = [rules.get(type.name), rules.get(name), rules.get(getNamedType(field.type).name)];
      if (!needed.every((requirement) => fulfils(caller, requirement))) denied.add(name);
    }
  }
  return { key: [...denied].sort().join(','), denied };
}
