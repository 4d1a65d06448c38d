import { readFileSync } from 'node:fs';
import type { AdapterDefinition } from '../adapters/sdk/contract.ts';
import type { PermitType } from '../subgraphs/domain/catalogue/catalogue-types.ts';

const CATALOGUE = new URL('../subgraphs/domain/catalogue/permit-types.json', import.meta.url);

/**
 * The permit types that adapters declare, each with its department. @throws Error where a code is given twice, or
 * stands in the catalogue already
 */
export function declaredPermitTypes(adapters: readonly AdapterDefinition[]): PermitType[] {
  const owners = new Map(
    (JSON.parse(readFileSync(CATALOGUE, 'utf8')) as PermitType[]).map(({ code }) => [code, 'the catalogue']),
  );
  return adapters.flatMap(({ department, permitTypes = [] }) =>
    permitTypes.map((type) => {
      const owner = owners.get(type.code);
      if (owner !== undefined) {
        throw new Error(`Permit type ${type.code} of adapter ${department.code} is taken by ${owner}.`);
      }
      owners.set(type.code, `adapter ${department.code}`);
      return { ...type, department: department.code };
    }),
  );
}
