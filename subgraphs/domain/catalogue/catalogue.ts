import { regionPrefix } from '../region.ts';
import declaredRows from '../../../schema/generated/permit-types.json' with { type: 'json' };
import permitTypeRows from './permit-types.json' with { type: 'json' };
import hezhou from './programmes/hezhou.json' with { type: 'json' };
import kaifeng from './programmes/kaifeng.json' with { type: 'json' };
import pingluo from './programmes/pingluo.json' with { type: 'json' };
import shanxi from './programmes/shanxi.json' with { type: 'json' };
import wuhai from './programmes/wuhai.json' with { type: 'json' };
import type { Industry, PermitType, Programme } from './catalogue-types.ts';

/** The fifteen statutory permits, registrations, filings and approvals of the Wuhai catalogue (第一批). */
export const PERMIT_TYPES: readonly PermitType[] = permitTypeRows as PermitType[];

/** Permit types that adapters bring with them, beside the catalogue's (`permitTypes` of their definitions). */
export const DECLARED_PERMIT_TYPES: readonly PermitType[] = declaredRows as PermitType[];

/** The five reform programmes that ship with the hub. */
export const PROGRAMMES: readonly Programme[] = [wuhai, kaifeng, pingluo, hezhou, shanxi] as Programme[];

const permitTypeByCode = new Map(
  [...PERMIT_TYPES, ...DECLARED_PERMIT_TYPES].map((type) => [type.code, type]),
);
const industryByCode = new Map(
  PROGRAMMES.flatMap(({ industries }) => industries).map((row) => [row.code, row]),
);
// Longest prefix first, so that a county's own programme goes before its city's or province's.
const programmesByReach = PROGRAMMES.map((programme) => ({
  programme,
  prefix: regionPrefix(programme.regionCode),
})).sort((a, b) => b.prefix.length - a.prefix.length);

/** @param code e.g. `SPJY` @returns undefined for a code outside the catalogue */
export function permitType(code: string): PermitType | undefined {
  return permitTypeByCode.get(code);
}

/** Codes of the authorities whose permits the registry keeps, each once. */
export const REGISTRY_AUTHORITIES: readonly string[] = [
  ...new Set(PERMIT_TYPES.flatMap(({ authorityCode }) => authorityCode ?? [])),
];

/** @param code e.g. `WH-09`; unique over all programmes @returns undefined for a code in no programme */
export function industry(code: string): Industry | undefined {
  return industryByCode.get(code);
}

/** The programme in force at a place: the nearest one whose region covers the six-digit code (GB/T 2260). */
export function programmeOf(regionCode: string): Programme | undefined {
  return programmesByReach.find(({ prefix }) => regionCode.startsWith(prefix))?.programme;
}
