import {
  Kind,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';

/** What a field or type asks of its caller: to be signed in, and one of the groups of scopes, whole. */
export interface Requirement {
  /** Alternatives; each a set of scopes that must all be held. Empty: being signed in is enough. */
  scopeGroups: readonly (readonly string[])[];
}

/** By `Type.field` and by `Type`. */
export type AccessRules = ReadonlyMap<string, Requirement>;

/** A root field that anybody may ask carries this tag; all others need at least a signed-in caller. */
const PUBLIC_TAG = 'public';
const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
const SIGNED_IN: Requirement = { scopeGroups: [] };
/** A `@policy` can be decided by nobody here: nobody holds this. */
const NEVER: Requirement = { scopeGroups: [['policy:unsupported']] };

export interface DeclaredAccess {
  rules: AccessRules;
  /** How many directives the rules were read from; root fields that say nothing are denied without one. */
  declared: number;
}

/** Reads `@authenticated`, `@requiresScopes` and `@policy` from a supergraph; denies root fields that say nothing. */
export function readAccessRules(supergraph: DocumentNode): DeclaredAccess {
  const rules = new Map<string, Requirement>();
  let declared = 0;
  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      definition.kind !== Kind.SCALAR_TYPE_DEFINITION &&
      definition.kind !== Kind.ENUM_TYPE_DEFINITION
    ) {
      continue;
    }
    const type = definition.name.value;
    const ofType = requirementOf(definition.directives);
    if (ofType) {
      rules.set(type, ofType);
      declared += 1;
    }
    if (!('fields' in definition)) continue;
    for (const field of (definition.fields ?? []) as readonly FieldDefinitionNode[]) {
      const ofField = requirementOf(field.directives);
      if (ofField) declared += 1;
      const needed = ofField ?? (ROOT_TYPES.has(type) && !isPublic(field) ? SIGNED_IN : undefined);
      if (needed) rules.set(`${type}.${field.name.value}`, needed);
    }
  }
  return { rules, declared };
}

function requirementOf(directives: readonly ConstDirectiveNode[] | undefined): Requirement | undefined {
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

function readScopes(value: ConstValueNode | undefined): string[][] {
  if (value?.kind !== Kind.LIST) return [['unreadable']];
  return value.values.map((group) =>
    group.kind === Kind.LIST
      ? group.values.map((scope) => (scope.kind === Kind.STRING ? scope.value : 'unreadable'))
      : ['unreadable'],
  );
}

function isPublic(field: FieldDefinitionNode): boolean {
  return (field.directives ?? []).some((directive) => {
    const name = argument(directive, 'name');
    return directive.name.value === 'tag' && name?.kind === Kind.STRING && name.value === PUBLIC_TAG;
  });
}

function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}
