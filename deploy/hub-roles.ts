import { DEPARTMENTS } from '../subgraphs/domain/departments.ts';

/** Every role that can run in a process of its own; an adapter's is its department's code. */
export const HUB_ROLES: readonly string[] = [
  'gateway',
  'issuance',
  ...DEPARTMENTS.map(({ code }) => code),
  'worker',
];

/** Reads `--only ROLE,…`. @throws Error that names what is not known, and the roles that are */
export function readHubRoles(text: string): string[] {
  const roles = [...new Set(text.split(',').map((role) => role.trim()))].filter((role) => role !== '');
  if (roles.length === 0) {
    throw new Error(`--only names no role; it takes some of: ${HUB_ROLES.join(', ')}.`);
  }
  const unknown = roles.filter((role) => !HUB_ROLES.includes(role));
  if (unknown.length > 0) {
    throw new Error(
      `--only: there is no role ${unknown.join(', ')}; it takes some of: ${HUB_ROLES.join(', ')}.`,
    );
  }
  return roles;
}
