import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import type { ErrorCode } from '../error-codes.ts';
import { hubError } from '../hub-error.ts';
import { ROOT_TYPES, fulfils, type Requirement } from './access-requirement.ts';
import { readAccessRules } from './access-rules.ts';

/**
 * Checks in the subgraph itself what its own SDL asks of a caller, whatever the gateway that sent the operation has
 * checked: one that is misconfigured, old or somebody else's must not open a department's details. What is denied is
 * null with its error, and its resolver does not run.
 */
export function guardFields(schema: GraphQLSchema, typeDefs: DocumentNode): void {
  const { rules } = readAccessRules(typeDefs);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needed = [
        rules.get(type.name),
        rules.get(`${type.name}.${field.name}`),
        rules.get(getNamedType(field.type).name),
      ].filter((requirement) => requirement !== undefined);
      if (needed.length === 0) continue;
      field.resolve = guarded(field.resolve ?? defaultFieldResolver, needed, ROOT_TYPES.has(type.name));
    }
  }
}

function guarded(
  resolve: GraphQLFieldResolver<unknown, { caller: Caller }>,
  needed: readonly Requirement[],
  atRoot: boolean,
): GraphQLFieldResolver<unknown, { caller: Caller }> {
  // One operation asks a field of hundreds of permits, for one caller.
  let last: { caller: Caller; mayRead: boolean } | undefined;
  return (source, args, context, info) => {
    const { caller } = context;
    if (last?.caller !== caller) {
      last = { caller, mayRead: needed.every((requirement) => fulfils(caller, requirement)) };
    }
    if (last.mayRead) return resolve(source, args, context, info);
    throw hubError(codeFor(caller, atRoot));
  };
}

function codeFor({ role }: Caller, atRoot: boolean): ErrorCode {
  if (role === 'anonymous') return 'UNAUTHENTICATED';
  return atRoot ? 'FORBIDDEN' : 'FORBIDDEN_FIELD';
}
