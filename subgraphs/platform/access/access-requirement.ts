import { Kind, type ConstDirectiveNode, type ConstValueNode, type FieldDefinitionNode } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import { holdsScope } from '../../domain/scopes.ts';

/** What a field or type asks of its caller: to be signed in, and one of the groups of scopes, whole. */
export interface Requirement {
  /** Alternatives; each a set of scopes that must all be held. Empty: being signed in is enough. */
  scopeGroups: readonly (readonly string[])[];
}

/** A root field that anybody may ask carries this tag; all others need at least a signed-in caller. */
const PUBLIC_TAG = 'public';
export const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
export const SIGNED_IN: Requirement = { scopeGroups: [] };
/** A `@policy` can be decided by nobody here: nobody holds this. */
const NEVER: Requirement = { scopeGroups: [['policy:unsupported']] };

/** What the directives of one type or field ask; undefined where they ask nothing. */
export function requirementOf(
  directives: readonly ConstDirectiveNode[] | undefined,
): Requirement | undefined {
  let requirement: Requirement | undefined;
  for (const directive of directives ?? []) {
    switch (directive.name.value) {
      case 'authenticated':
        requirement ??= SIGNED_IN;
        break;
      case 'requiresScopes':
        requirement = { scopeGroups: readScopes(argument(directive, 'scopes')) };
        break;
      case 'policy':
        return NEVER;
    }
  }
  return requirement;
}

/** Whether a root field is for everybody. */
export function isPublic(field: FieldDefinitionNode): boolean {
  return (field.directives ?? []).some((directive) => {
    const name = argument(directive, 'name');
    return directive.name.value === 'tag' && name?.kind === Kind.STRING && name.value === PUBLIC_TAG;
  });
}

export function fulfils(caller: Caller, requirement: Requirement | undefined): boolean {
  if (!requirement) return true;
  if (caller.role === 'anonymous') return false;
  const { scopeGroups } = requirement;
  return (
    scopeGroups.length === 0 || scopeGroups.some((group) => group.every((scope) => holdsScope(caller, scope)))
  );
}

function readScopes(value: ConstValueNode | undefined): string[][] {
  if (value?.kind !== Kind.LIST) return [['unreadable']];
  return value.values.map((group) =>
    group.kind === Kind.LIST
      ? group.values.map((scope) => (scope.kind === Kind.STRING ? scope.value : 'unreadable'))
      : ['unreadable'],
  );
}

function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}
