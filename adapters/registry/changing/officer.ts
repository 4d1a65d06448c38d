import { permitType } from '../../../subgraphs/domain/catalogue/catalogue.ts';
import type { Caller } from '../../../subgraphs/domain/caller.ts';
import { regionPrefix } from '../../../subgraphs/domain/region.ts';
import { changeScope, holdsScope } from '../../../subgraphs/domain/scopes.ts';

/** An officer of one of the authorities that keep their permits here. */
export interface RegistryOfficer {
  id: string;
  /** Code of the authority, e.g. `public-security`. */
  authority: string;
  /** Prefix that the codes of the officer's region share. */
  regionPrefix: string;
}

const SCOPE = changeScope('registry');

/**
 * The officer that a caller is, or null. `registry` stands for several authorities, so the token must also name the
 * one that its holder acts for; one without authority, region or subject may change nothing.
 */
export function officerOf(caller: Caller): RegistryOfficer | null {
  const { id, authority, region } = caller;
  if (!holdsScope(caller, SCOPE) || !id || !authority) return null;
  // A code of zeros would cover the whole country.
  if (region === undefined || !/^[1-9]\d{5}$/.test(region)) return null;
  return { id, authority, regionPrefix: regionPrefix(region) };
}

/** Whether a permit type of the catalogue is kept here by the officer's authority. */
export function keepsType({ authority }: RegistryOfficer, typeCode: string): boolean {
  return permitType(typeCode)?.authorityCode === authority;
}

export function coversRegion({ regionPrefix: prefix }: RegistryOfficer, regionCode: string): boolean {
  return regionCode.startsWith(prefix);
}
