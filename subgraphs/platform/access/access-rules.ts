import { Kind, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { ROOT_TYPES, SIGNED_IN, isPublic, requirementOf, type Requirement } from './access-requirement.ts';

/** By `Type.field` and by `Type`. */
export type AccessRules = ReadonlyMap<string, Requirement>;

export interface DeclaredAccess {
  rules: AccessRules;
  /** How many directives the rules were read from; root fields that say nothing are denied without one. */
  declared: number;
}

/** Reads `@authenticated`, `@requiresScopes` and `@policy` from SDL; denies root fields that say nothing. */
export function readAccessRules(sdl: DocumentNode): DeclaredAccess {
  const rules = new Map<string, Requirement>();
  let declared = 0;
  for (const definition of sdl.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.OBJECT_TYPE_EXTENSION &&
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
