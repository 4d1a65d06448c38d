import { permitType } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import type { PermitType } from '../../../subgraphs/domain/catalogue/catalogue-types.ts';

/** @throws RangeError for a code outside the catalogue */
export function requirePermitType(code: string): PermitType {
  const type = permitType(code);
  if (!type) throw new RangeError(`permit type "${code}" is not in the catalogue`);
  return type;
}
