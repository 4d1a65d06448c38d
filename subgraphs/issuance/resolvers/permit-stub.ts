import type { FoodPermitResolvers, SubPermitResolvers } from '../../../schema/generated/issuance.ts';
import { DEPARTMENTS, departmentByCode, type KnownDepartment } from '../../domain/departments.ts';
import { permitType } from '../../domain/catalogue/catalogue.ts';

export const subPermit: SubPermitResolvers = {
  __resolveType(entry) {
    const department = departmentByCode(entry.department);
    if (!department) throw new TypeError(`no adapter for department ${entry.department}`);
    // The generated union lists the adapters of today; the name comes from the same list.
    return department.permitType as 'FoodPermit';
  },
};

/** What issuance knows of a permit, the same for every department. */
const stub: FoodPermitResolvers = {
  permitType: ({ permitType: code }) => ({ code, name: permitType(code)?.name ?? code }),
  department: (entry) => departmentByCode(entry.department) as KnownDepartment,
};

export const permitStubs: Readonly<Record<string, FoodPermitResolvers>> = Object.fromEntries(
  DEPARTMENTS.map((department) => [department.permitType, stub]),
);
