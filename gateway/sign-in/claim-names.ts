import { ROLES, type Caller, type Role } from '../../subgraphs/domain/caller.ts';

/** Under which claims of a token its issuer says what the hub needs to know. */
export interface ClaimNames {
  role: string;
  region: string;
  department: string;
  authority: string;
  uscc: string;
}

export const DEFAULT_CLAIM_NAMES: ClaimNames = {
  role: 'role',
  region: 'region',
  department: 'department',
  authority: 'authority',
  uscc: 'uscc',
};

/**
 * The caller that verified claims name; null where they name no role of the hub, or several: which one is meant must not
 * be guessed. A list may hold roles of other systems beside the one.
 */
export function readCaller(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Caller | null {
  const role = readRole(readClaim(claims, names.role));
  if (!role || typeof claims.sub !== 'string' || claims.sub === '') return null;
  return {
    role,
    id: claims.sub,
    ...text('region', readClaim(claims, names.region)),
    ...text('department', readClaim(claims, names.department)),
    ...text('authority', readClaim(claims, names.authority)),
    ...text('uscc', readClaim(claims, names.uscc)),
  };
}

/** A claim of this very name, or `realm.roles` for `{"realm": {"roles": …}}`. */
function readClaim(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function readRole(value: unknown): Role | undefined {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = ROLES.filter((role) => given.includes(role));
  return found.length === 1 ? found[0] : undefined;
}

function text<Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> {
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as Record<Name, string>) : {};
}
