import type { Caller } from './caller.ts';

const DETAIL_OF = /^permit:([^:]+):detail$/;
const CHANGE_OF = /^permit:([^:]+):change$/;

/** What only a department's own people, and those of no department, may see of its permits. */
export function detailScope(departmentCode: string): string {
  return `permit:${departmentCode}:detail`;
}

/** What only the officers of a department may do with its permits, where the hub keeps them. */
export function changeScope(departmentCode: string): string {
  return `permit:${departmentCode}:change`;
}

/** What the hub found out about licences: for supervision. */
export const FINDING_READ = 'finding:read';

/** Whether a caller holds a scope of the schema's `@requiresScopes`. Unknown scopes are held by nobody. */
export function holdsScope(caller: Caller, scope: string): boolean {
  if (caller.role === 'anonymous') return false;
  if (scope === FINDING_READ) return caller.role === 'regulator' || caller.role === 'lead';
  const change = CHANGE_OF.exec(scope);
  if (change) return caller.role === 'officer' && caller.department === change[1];
  const detail = DETAIL_OF.exec(scope);
  return detail !== null && (caller.department === undefined || caller.department === detail[1]);
}
