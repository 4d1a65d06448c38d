import departments from '../../schema/generated/departments.json' with { type: 'json' };

/** A department that has an adapter, as composed into the schema. */
export interface KnownDepartment {
  /** Also the name of its subgraph. */
  code: string;
  /** In Chinese. */
  name: string;
  /** GraphQL type of its permits. */
  permitType: string;
}

export const DEPARTMENTS: readonly KnownDepartment[] = departments;

const byCode = new Map(DEPARTMENTS.map((department) => [department.code, department]));

export function departmentByCode(code: string): KnownDepartment | undefined {
  return byCode.get(code);
}
